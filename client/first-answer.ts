import { epochOf } from "../geodata/model/administrative-unit.ts";
import type { Summary } from "../geodata/model/summary.ts";
import type { Question } from "./api.ts";
import { DEFAULT_RULE } from "./view.ts";

function firstAnswer(): Summary | undefined {
  // Without a page (the first paint is made on the server) there is nothing written in.
  if (typeof document === "undefined") return undefined;
  const text = document.getElementById("first-answer")?.textContent;
  if (!text) return undefined;
  return (JSON.parse(text) as Summary | null) ?? undefined;
}

/** Whether a summary answers exactly this question, its defaults spelled out. */
export function answers(summary: Summary, question: Question): boolean {
  const asOf = question.asOf ?? summary.evidenceDays.at(-1);
  return (
    summary.asOf === asOf &&
    summary.rule === (question.rule ?? DEFAULT_RULE) &&
    summary.epoch === (question.epoch ?? epochOf(summary.asOf)) &&
    summary.operator === question.operator &&
    summary.technology === question.technology
  );
}

/** The summary that the server wrote into the page, where it is the one that is asked for. */
export function firstAnswerTo(question: Question): Summary | undefined {
  const summary = firstAnswer();
  return summary && answers(summary, question) ? summary : undefined;
}
