import type { Segment, SegmentChanges, SegmentEdit } from '../contracts/services.ts';
import { newId } from '../api/newId.ts';

/**
 * Colours that are told apart with normal, protan, deutan and tritan vision, on any grey, and stand out from the panel
 * (at least 3.3 : 1): the design's 13.
 */
export const SEGMENT_COLOURS: readonly string[] = [
  '#ee6a50', '#f5d742', '#3fa9f5', '#7df0c0', '#664af9', '#7b5e99', '#c34901', '#b97390',
  '#c0c3fc', '#cab821', '#3b86d4', '#f48ea5', '#9c555e',
];

/** What leads from one list to another; undefined when they are equal. */
export function segmentChanges(before: readonly Segment[], after: readonly Segment[]): SegmentChanges | undefined {
  const edits: SegmentEdit[] = [
    ...before.filter(segment => !find(after, segment.number)).map(segment => ({ before: segment, after: null })),
    ...after.filter(segment => JSON.stringify(segment) !== JSON.stringify(find(before, segment.number)))
      .map(segment => ({ before: find(before, segment.number) ?? null, after: segment })),
  ];
  const left = applyChanges(before, { edits, order: null });
  const isReordered = left.some((segment, n) => segment.number !== after[n]!.number);
  if (edits.length === 0 && !isReordered) return undefined;
  return { edits, order: isReordered ? after.map(segment => segment.number) : null };
}

/**
 * Applies changes to a list as the server does: only what a change is about, the rest stays as others have made it. The last
 * segment stays: somebody else has deleted the others meanwhile.
 */
export function applyChanges(current: readonly Segment[], { edits, order }: SegmentChanges): Segment[] {
  let segments = [...current];
  for (const { before, after } of edits) {
    const number = (after ?? before)!.number;
    if (!after) segments = segments.length > 1 ? segments.filter(segment => segment.number !== number) : segments;
    else if (find(segments, number)) segments = segments.map(now => (before && now.number === number ? merge(now, before, after) : now));
    else if (!before) segments.push(after);
  }
  const place = (segment: Segment) => (order!.includes(segment.number) ? order!.indexOf(segment.number) : order!.length);
  return order ? segments.sort((a, b) => place(a) - place(b)) : segments;
}

/** A segment to be added; the server gives its number. */
export function newSegment(name: string, segments: readonly Segment[]): Segment {
  const used = new Set(segments.map(segment => segment.colour));
  const free = SEGMENT_COLOURS.find(colour => !used.has(colour));
  return {
    number: 0, key: `own-${newId().slice(0, 8)}`, name, colour: free ?? SEGMENT_COLOURS[segments.length % SEGMENT_COLOURS.length]!,
    code: null, minHu: null, maxHu: null, locked: false, visible: true,
  };
}

function merge(now: Segment, before: Segment, after: Segment): Segment {
  const changed = (Object.keys(after) as (keyof Segment)[]).filter(key => after[key] !== before[key]);
  const isRangeChanged = changed.includes('minHu') || changed.includes('maxHu');
  return {
    ...now, ...Object.fromEntries(changed.map(key => [key, after[key]])),
    ...(isRangeChanged && { minHu: after.minHu, maxHu: after.maxHu }),
  };
}

function find(segments: readonly Segment[], number: number): Segment | undefined {
  return segments.find(segment => segment.number === number);
}
