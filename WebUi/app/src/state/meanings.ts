import { t, type MessageKey } from '../i18n/i18n.ts';

/** What segments stand for most often; the codes of Contracts/Labeling/SegmentCodes. */
export const MEANINGS: readonly { readonly code: string; readonly name: MessageKey }[] = [
  { code: 'SCT:127954009', name: 'segment.muscle' },
  { code: 'SCT:67769002', name: 'segment.subcutaneous-fat' },
  { code: 'SCT:55603005@SCT:52731004', name: 'segment.visceral-fat' },
  { code: 'SCT:55603005@SCT:127954009', name: 'segment.intermuscular-fat' },
  { code: 'SCT:56381008', name: 'segment.stone' },
  { code: 'SCT:64033007', name: 'segment.kidney' },
  { code: 'SCT:87953007', name: 'segment.ureter' },
  { code: 'SCT:89837001', name: 'segment.bladder' },
  { code: 'SCT:389080008', name: 'segment.white-matter' },
  { code: 'SCT:389081007', name: 'segment.grey-matter' },
];

export const VISCERAL_FAT = MEANINGS[2]!.code;

/** A code as people read it: its tissue where we know it, else the code itself. */
export function meaningName(code: string | null): string {
  if (code === null) return '';
  const known = MEANINGS.find(meaning => meaning.code === code);
  return known ? t(known.name) : code;
}
