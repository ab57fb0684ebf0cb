import { Button } from "react-aria-components/Button";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select, SelectValue } from "react-aria-components/Select";
import { Text } from "react-aria-components/Text";
import { Icon } from "./icon.tsx";

interface Option {
  id: string;
  name: string;
  /** A second line under the name. */
  hint?: string;
}

interface ChoiceProps {
  label: string;
  options: readonly Option[];
  value: string;
  onChange: (id: string) => void;
  /** The label is read aloud but not shown, where its place on the screen says it. */
  quiet?: boolean;
}

/** One of a few, by name. */
export function Choice({ label, options, value, onChange, quiet = false }: ChoiceProps) {
  return (
    <Select
      className="choice"
      value={value}
      onChange={(key) => key !== null && onChange(String(key))}
    >
      <Label className={quiet ? "visually-hidden" : "choice-label"}>{label}</Label>
      <Button className="choice-button">
        <SelectValue className="choice-value">
          {({ selectedText }) => selectedText ?? ""}
        </SelectValue>
        <Icon name="down" />
      </Button>
      <Popover className="popover">
        <ListBox className="options" items={options}>
          {(option) => (
            <ListBoxItem className="option" id={option.id} textValue={option.name}>
              <Text slot="label">{option.name}</Text>
              {option.hint && <Text slot="description">{option.hint}</Text>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
