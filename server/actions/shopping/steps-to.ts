import type { ToBuy } from "./to-buy.ts";

export interface OwnItem {
  readonly id: number;
  readonly cell: string;
  readonly uid: string | null;
  readonly others: readonly string[];
  readonly entities: readonly string[];
  readonly summary: string;
  readonly due_on: string;
  readonly is_open: boolean;
}

export interface ListItem {
  readonly uid: string;
  readonly summary: string;
  readonly isDone: boolean;
}

export type Step =
  | { readonly do: "adopt"; readonly own: OwnItem; readonly uid: string }
  | { readonly do: "settle"; readonly own: OwnItem }
  | { readonly do: "forget"; readonly own: OwnItem }
  | { readonly do: "add"; readonly it: ToBuy; readonly again?: OwnItem }
  | { readonly do: "update"; readonly own: OwnItem & { uid: string }; readonly it: ToBuy }
  | { readonly do: "remove"; readonly own: OwnItem & { uid: string } };

/**
 * What makes the list say what is to be bought. What a person ticked off or took away is bought, for the cells it was about; what HomeOps
 * did not put there is not looked at but to find its own.
 */
export function stepsTo(
  wanted: (bought: ReadonlySet<string>) => ToBuy[],
  own: readonly OwnItem[],
  items: readonly ListItem[],
): Step[] {
  const first = own.flatMap((one) => afterPerson(one, own, items));
  if (first.length > 0) return first;
  const bought = new Set(own.filter(({ is_open }) => !is_open).flatMap(({ entities }) => entities));
  const all = new Set(wanted(new Set()).flatMap(({ entities }) => entities));
  const over = own.filter(({ is_open, entities }) => !is_open && !entities.some((id) => all.has(id)));
  const open = own.filter(({ is_open }) => is_open);
  const due = new Map(wanted(bought).map((it) => [it.cell ?? "", it]));
  return [
    ...over.map((one): Step => ({ do: "forget", own: one })),
    ...open.flatMap((one) => keep(one, due.get(one.cell))),
    ...[...due.values()]
      .filter((it) => !open.some(({ cell }) => cell === (it.cell ?? "")))
      .map((it): Step => ({ do: "add", it })),
  ];
}

/** What has become of it since; these come first, for the rest depends on them. */
function afterPerson(one: OwnItem, own: readonly OwnItem[], items: readonly ListItem[]): Step[] {
  if (!one.is_open) return [];
  if (one.uid !== null) {
    const there = items.find(({ uid }) => uid === one.uid);
    return there && !there.isDone ? [] : [{ do: "settle", own: one }];
  }
  const taken = new Set([...one.others, ...own.map(({ uid }) => uid)]);
  const mine = items.find(({ uid, summary }) => summary === one.summary && !taken.has(uid));
  return mine ? [{ do: "adopt", own: one, uid: mine.uid }] : [];
}

function keep(own: OwnItem, it: ToBuy | undefined): Step[] {
  const { uid } = own;
  if (uid === null) return [it ? { do: "add", it, again: own } : { do: "forget", own }];
  if (!it) return [{ do: "remove", own: { ...own, uid } }];
  const isSame = own.summary === it.summary && own.due_on === it.due_on && `${own.entities}` === `${it.entities}`;
  return isSame ? [] : [{ do: "update", own: { ...own, uid }, it }];
}
