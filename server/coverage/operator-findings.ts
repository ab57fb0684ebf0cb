import type { Static } from "typebox";
import type { Evidence } from "../../geodata/model/evidence.ts";
import type { Operator } from "../../geodata/model/operator.ts";
import type { Rule } from "../../geodata/model/rule.ts";
import { TECHNOLOGIES, type Technology } from "../../geodata/model/technology.ts";
import type { Village } from "../../geodata/model/village.ts";
import type { OperatorFinding as OperatorFindingSchema } from "../../geodata/model/village-detail.ts";
import { CENTRE } from "../../geodata/rules/evidence-in-force.ts";
import { judgeFtth, judgeMobile } from "../../geodata/rules/village-verdict.ts";

type OperatorFinding = Static<typeof OperatorFindingSchema>;

/**
 * What stands for each operator and technology: those that somebody spoke of, and those that the
 * operator sells and the rule counts, of which nobody spoke (`chua_ro`).
 */
export function operatorFindings(
  rule: Rule,
  village: Pick<Village, "id" | "clusters">,
  evidence: readonly Evidence[],
  asOf: string,
  operators: readonly Operator[],
): OperatorFinding[] {
  const spoken = new Set(evidence.map((row) => `${row.operatorCode} ${row.technology}`));
  const codes = new Set([
    ...operators.map((operator) => operator.code),
    ...evidence.map((row) => row.operatorCode),
  ]);
  const services = new Map(operators.map((operator) => [operator.code, operator.services]));

  return [...codes].flatMap((operatorCode) => {
    const sells = services.get(operatorCode) ?? [];
    const expected = (technology: Technology) =>
      technology === "ftth"
        ? sells.includes("ftth")
        : sells.includes("mobile") && rule.technologies.includes(technology);
    return TECHNOLOGIES.filter(
      (technology) => spoken.has(`${operatorCode} ${technology}`) || expected(technology),
    ).map((technology) => findingOf(rule, village, evidence, asOf, operatorCode, technology));
  });
}

function findingOf(
  rule: Rule,
  village: Pick<Village, "id" | "clusters">,
  evidence: readonly Evidence[],
  asOf: string,
  operatorCode: string,
  technology: Technology,
): OperatorFinding {
  const judgement =
    technology === "ftth"
      ? judgeFtth(rule, village, evidence, asOf, { operatorCode })
      : judgeMobile(rule, village, evidence, asOf, { operatorCode, technology });
  const used = judgement.used.find(({ point }) => point === CENTRE)?.evidence;
  return {
    operatorCode,
    technology,
    verdict: judgement.verdict,
    counted: technology === "ftth" || rule.technologies.includes(technology),
    ...(used && {
      evidenceId: used.id,
      observedOn: used.observedOn,
      evidenceKind: used.kind,
    }),
  };
}
