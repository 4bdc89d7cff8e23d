import type { Finding } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import type { ResourceType, ScimResource } from '../../model/resource.ts';
import { printAttributeName } from '../../plan/attributes/attribute-lookup.ts';
import { isNotFound } from '../../scim/answers/scim-error.ts';
import { isSaidFalse } from '../../syntax/said-false.ts';
import { failureOf } from '../requests/step.ts';
import { lookUntil } from '../requests/unknown-outcome.ts';
import { type Run, wasRead } from '../run.ts';
import { askByName, type Found, getTouched, listIfCheaper, namesakes } from './closing-reading.ts';
import { proveDeletion } from './deletion.ts';
import { proveHiddenMembers } from './hidden-members.ts';
import { isClean, judge, type Verdict } from './judge.ts';
import { rootOf } from './outside.ts';
import { baselineOf } from './take-baseline.ts';
import { type Touched, touchedBy } from './touched.ts';
import { unkeptHint } from './unkept-hint.ts';

const NOTHING: Verdict = { unkept: [], lost: [], besides: [] };
const ABSENT: Verdict = { unkept: [{ kind: 'absent' }], lost: [], besides: [] };

/**
 * Reads what the run wrote to once more and tells whatever is not as planned, or was lost besides. Tells what it finds in
 * events; what cannot be read is told likewise.
 */
export async function prove(plan: Plan, run: Run): Promise<void> {
  const touched = plan.changes.flatMap((change) => touchedBy(change, run) ?? []);
  const sent = touched.filter(({ trail }) => trail.isSent);
  if (sent.length === 0) return;
  const deleted = sent.filter(({ change }) => change.action === 'delete');
  const standing = sent.filter(({ change }) => change.action !== 'delete');
  const gone = deleted.filter(({ trail }) => trail.isDone).map((each) => proveDeletion(each, run));
  const types = (['User', 'Group'] as const).map((type) => proveType(type, standing, run));
  const [samplings] = await Promise.all([Promise.all(types), Promise.all(gone)]);
  const sampled = samplings.flat().some((isSampled) => isSampled);
  run.emit({ event: 'read-again', resources: sent.length, baseline: baselineOf(plan, run), sampled });
}

/** Whether members were sampled, for each resource. */
async function proveType(type: ResourceType, all: readonly Touched[], run: Run): Promise<readonly boolean[]> {
  const touched = all.filter(({ bounds }) => bounds.type === type);
  const listed = touched.length === 0 ? undefined : await listIfCheaper(type, touched.length, run);
  return Promise.all(touched.map((each) => proveOne(each, listed, run)));
}

async function proveOne(touched: Touched, listed: Found | undefined, run: Run): Promise<boolean> {
  const { change, id, bounds } = touched;
  const isNew = change.action === 'create';
  const { name } = change.resource;
  try {
    const found = listed ?? (isNew ? await run.queue.add(() => askByName(bounds.type, name, run)) : undefined);
    const first = found?.get(id);
    const shown = first && judge(touched, first);
    const verdict = shown !== undefined && isClean(shown) ? shown : await askUntilClean(touched, run);
    const others = isNew && found !== undefined ? newNamesakes(touched, found, run) : [];
    const hidden = bounds.type === 'Group' ? await proveHiddenMembers(touched, run) : undefined;
    tell(touched, verdict === ABSENT ? judgeOther(touched, others) : together(verdict, hidden), run);
    if (verdict !== ABSENT && others.length > 0) tellTwins(touched, others, run);
    return hidden?.sampled === true;
  } catch (error) {
    const { summary, detail } = failureOf(error);
    const failure = { summary: `sent, but not verified: ${summary}`, ...(detail === undefined ? {} : { detail }) };
    run.emit({ event: 'not-read', key: change.key, failure });
    return false;
  }
}

function together(verdict: Verdict, hidden: Verdict | undefined): Verdict {
  if (hidden === undefined) return verdict;
  return {
    ...verdict,
    unkept: [...verdict.unkept, ...hidden.unkept],
    lost: [...verdict.lost, ...hidden.lost],
  };
}

/** Where the service answers for inactive resources as if they were not there, that is how one is as planned. */
function isHiddenAsPlanned({ change, bounds }: Touched, { profile }: Run): boolean {
  return isSaidFalse(change.after?.['active'] ?? null) && profile.types[bounds.type].hidesInactive;
}

/** Some services answer a creation with another id than the resource gets: the only new one of its name is it. */
function judgeOther(touched: Touched, [only, ...more]: readonly ScimResource[]): Verdict {
  return only === undefined || more.length > 0 ? ABSENT : judge(touched, only);
}

/** Whoever goes by the name of what was created and was not there before. */
function newNamesakes({ change, id, bounds }: Touched, found: Found, run: Run): readonly ScimResource[] {
  const all = namesakes(bounds.type, change.resource.name, found.values());
  return all.filter((resource) => resource.id !== id && !wasRead(run, change, resource.id));
}

/** Asks for the resource itself, for as long as a write may take until everybody can read it. */
function askUntilClean(touched: Touched, run: Run): Promise<Verdict> {
  const look = async (): Promise<Verdict> => {
    try {
      return judge(touched, await run.queue.add(() => getTouched(touched.bounds.type, touched.id, run)));
    } catch (error) {
      if (isNotFound(error)) return isHiddenAsPlanned(touched, run) ? NOTHING : ABSENT;
      throw error;
    }
  };
  return lookUntil(look, isClean, run);
}

function tellTwins({ change, id }: Touched, others: readonly ScimResource[], run: Run): void {
  run.emit({ event: 'twins', key: change.key, id, others: others.map((other) => other.id) });
}

function tell(touched: Touched, { unkept, lost, besides, found }: Verdict, run: Run): void {
  const { key } = touched.change;
  if (unkept.length > 0) {
    const hint = unkeptHint(unkept, found, touched, run);
    const cure = hint === undefined ? {} : { hint };
    run.emit({ event: 'not-kept', key, attributes: attributesOf(unkept), findings: unkept, ...cure });
  }
  if (lost.length > 0) run.emit({ event: 'lost', key, findings: lost });
  if (besides.length > 0) run.emit({ event: 'besides', key, findings: besides });
}

/** The attributes that findings are about, each once and without what lies below it. */
function attributesOf(findings: readonly Finding[]): readonly string[] {
  const names = findings.flatMap(({ attribute }) =>
    attribute === undefined ? [] : [printAttributeName(rootOf(attribute))],
  );
  return [...new Set(names)];
}
