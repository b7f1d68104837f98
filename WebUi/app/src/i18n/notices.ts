import type { ProposalNotice } from '../contracts/services.ts';
import { imageNumber } from '../geometry/voxelGrid.ts';
import { formatNumber } from './numbers.ts';
import { t } from './i18n.ts';

/** What to know before accepting a proposal, as a sentence. */
export function noticeText({ code, slice, value }: ProposalNotice, sliceCount: number): string {
  return t(`notice.${code}`, {
    slice: imageNumber(slice, sliceCount), dice: formatNumber(value, 2), percent: formatNumber(100 * value, 0), mm: formatNumber(value, 0),
  });
}
