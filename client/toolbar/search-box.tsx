import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Autocomplete } from "react-aria-components/Autocomplete";
import { Header } from "react-aria-components/Header";
import { Input } from "react-aria-components/Input";
import { Collection, ListBox, ListBoxItem, ListBoxSection } from "react-aria-components/ListBox";
import { SearchField } from "react-aria-components/SearchField";
import { useTranslation } from "react-i18next";
import type { SearchHit } from "../../geodata/model/search-result.ts";
import { Icon } from "../parts/icon.tsx";
import { searchQuery } from "../queries.ts";
import { isTypedInto } from "../undo-key.ts";
import { useOpenHit } from "../use-open-hit.ts";

/** A pause in typing this long sends the question, ms. */
const TYPING_PAUSE_MS = 150;

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  // What was taken back must not bring its hits again with the next letter.
  if (text === "" && settled !== "") setSettled("");
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

const keyOf = (hit: SearchHit) => `${hit.kind}:${hit.id}`;

/** Finds thôn, communes, stations and places; `/` brings the cursor here. */
export function SearchBox() {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const q = useSettled(text.trim());
  const { data, isFetching } = useQuery(searchQuery(q));
  const open = useOpenHit();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || isTypedInto(event.target)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  const items = q.length >= 2 ? (data?.items ?? []) : [];
  // The kind of the best hit comes first: who types a commune's name means the commune.
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  const groups = kinds.map((kind) => ({ kind, hits: items.filter((hit) => hit.kind === kind) }));
  const choose = (key: string | number) => {
    const hit = items.find((candidate) => keyOf(candidate) === key);
    if (!hit) return;
    setText("");
    input.current?.blur();
    open(hit);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches the focus leave the field
    <div
      className="search"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setText("");
      }}
    >
      <Autocomplete inputValue={text} onInputChange={setText}>
        <SearchField className="search-field" aria-label={t("toolbar.search")}>
          <Icon name="search" />
          <Input ref={input} className="search-input" placeholder={t("toolbar.search")} />
          <span className="search-key" aria-hidden="true">
            /
          </span>
        </SearchField>
        {text.trim() !== "" && (
          // biome-ignore lint/a11y/noStaticElementInteractions: a press on a hit leaves the cursor in the field
          <div
            className="popover search-results"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: twenty hits are scrolled by keys as well
            tabIndex={0}
            onMouseDown={(event) => event.preventDefault()}
          >
            <ListBox
              className="options"
              aria-label={t("search.results")}
              onAction={choose}
              renderEmptyState={() => (
                <p className="search-empty">
                  {q.length < 2
                    ? t("search.short")
                    : isFetching
                      ? t("state.loading")
                      : t("search.none", { text: q })}
                </p>
              )}
            >
              {groups.map(({ kind, hits }) => (
                <ListBoxSection key={kind} id={kind} className="option-group">
                  <Header className="option-heading">{t(`search.${kind}`)}</Header>
                  <Collection items={hits.map((hit) => ({ ...hit, key: keyOf(hit) }))}>
                    {(hit) => (
                      <ListBoxItem className="option" id={hit.key} textValue={hit.name}>
                        {/* No slots: the whole of what is seen is the name that is spoken. */}
                        <span>{hit.name}</span> <small>{hit.context}</small>
                      </ListBoxItem>
                    )}
                  </Collection>
                </ListBoxSection>
              ))}
            </ListBox>
          </div>
        )}
      </Autocomplete>
    </div>
  );
}
