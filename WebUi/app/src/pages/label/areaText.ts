import { pixelAreaCm2, pixelSpacingMm } from '../../geometry/voxelGrid.ts';
import { t } from '../../i18n/i18n.ts';
import type { Workspace } from '../../state/workspace.ts';
import { formatNumber } from '../../i18n/numbers.ts';

/** cm² where the pixel spacing is known, else pixels. */
export function areaText(workspace: Workspace, pixels: number): string {
  const number = areaNumber(workspace, pixels);
  return pixelCm2(workspace) === null ? t('segments.px', { n: number }) : `${number} cm²`;
}

/** {@link areaText} without its unit. */
export function areaNumber(workspace: Workspace, pixels: number): string {
  const cm2 = pixelCm2(workspace);
  return cm2 === null ? formatNumber(pixels, 0) : formatNumber(pixels * cm2, 1);
}

/** A change with its sign: on one slice an area; on several a volume where they make one, else what it is per slice. */
export function changeText(workspace: Workspace, pixels: number, sliceCount: number): string {
  const sign = pixels < 0 ? '−' : '+';
  const { series: { geometry } } = workspace;
  const cm2 = pixelCm2(workspace);
  if (sliceCount <= 1) return `${sign}${areaText(workspace, Math.abs(pixels))}`;
  if (geometry?.isVolume && cm2 !== null)
    return `${sign}${formatNumber(Math.abs(pixels) * cm2 * geometry.spacingMm[2]! / 10, 1)} cm³`;
  return t('history.perSlice', { change: `${sign}${areaText(workspace, Math.abs(pixels) / sliceCount)}` });
}

/** Of the slice on show. */
function pixelCm2({ series, state }: Workspace): number | null {
  const spacingMm = pixelSpacingMm(series, state.slice);
  return spacingMm && pixelAreaCm2({ spacingMm });
}
