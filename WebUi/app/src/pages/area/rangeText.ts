import { imageNumber } from '../../geometry/voxelGrid.ts';
import { t } from '../../i18n/i18n.ts';

/** A range of slices as the image numbers people read, head first. */
export function rangeText(first: number, last: number, count: number): string {
  const [from, to] = [imageNumber(last, count), imageNumber(first, count)];
  return from === to ? t('area.single', { from }) : t('area.range', { from, to });
}
