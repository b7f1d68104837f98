import { getSlice } from '../../api/client.ts';
import type { ByHand } from '../../contracts/services.ts';
import { formatDateTime, segmentName, t } from '../../i18n/i18n.ts';
import { imageNumber, pixelShape, sliceAxis, slicePlaceMm } from '../../geometry/voxelGrid.ts';
import { rgba, type LabelPalette } from '../../render/labelLayer.ts';
import { createLut, fillLut } from '../../render/lut.ts';
import { Viewport } from '../../render/viewport.ts';
import { fullRange, initialWindow } from '../../settings/windows.ts';
import type { Store } from '../../store/store.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { h, iconButton, swatch } from '../../ui/dom.ts';
import { report } from '../../ui/notices.ts';
import { labelledSlices, type QuantifyFacts, type QuantifyState } from './quantifyState.ts';

/** A labelled slice with its labels, and whether it is the one that is measured. Stepping looks; a button chooses. */
export function slicePicture(facts: QuantifyFacts, store: Store<QuantifyState>): HTMLElement {
  const { label, series, masks, canEdit } = facts;
  const pane = h('div', { class: 'pane', tabindex: 0, role: 'img', 'data-testid': 'canvas-axial' });
  const viewport = new Viewport(pane);
  viewport.showContent(series.voxels?.unit === 'HU' ? series.voxels : undefined);
  const lut = createLut();
  fillLut(lut, initialWindow(series) ?? fullRange(series), series.voxels ?? { slope: 1, intercept: 0, isInverted: false });
  viewport.setLut(lut);
  const palette: LabelPalette = { fill: new Uint32Array(256), line: new Uint32Array(256) };
  for (const segment of label.segments) {
    palette.fill[segment.number] = rgba(segment.colour, 0.3);
    palette.line[segment.number] = rgba(segment.colour, 0.95);
  }
  const slices = labelledSlices(facts);
  const step = (by: number) => {
    const next = slices[slices.indexOf(store.state.slice) + by];
    if (next !== undefined) store.set({ slice: next });
  };
  const back = iconButton('left', t('strip.previous'), { 'data-testid': 'previous-slice', on: { click: () => step(-1) } });
  const forth = iconButton('right', t('strip.next'), { 'data-testid': 'next-slice', on: { click: () => step(1) } });
  const choose = h('button', {
    type: 'button', class: 'btn s', 'data-testid': 'choose-reference', on: { click: () => store.set({ chosen: store.state.slice }) },
  }, t('quant.choose'));
  const [shown, where, place] = [h('span', { class: 'num' }), h('div', { class: 'ov tl' }), h('div', { class: 'ov br d' })];
  const reference = h('p', { class: 'small reference', 'data-testid': 'reference' });
  pane.append(where, place);

  store.watch(['slice'], () => {
    const { slice } = store.state;
    const number = imageNumber(slice, series.slices.length);
    const mm = slicePlaceMm(series, slice);
    shown.textContent = `Im ${number} / ${series.slices.length}`;
    where.replaceChildren(h('b', {}, shown.textContent), ' ', h('span', { class: 'd' }, label.level ?? ''));
    place.textContent = mm === null ? '' : `${sliceAxis(series)} ${formatNumber(mm, 1)}`;
    pane.setAttribute('aria-label', t('view.im', { n: number, count: series.slices.length }));
    back.disabled = slices.indexOf(slice) <= 0;
    forth.disabled = slices.indexOf(slice) === slices.length - 1;
    void show(slice);
  });
  store.watch(['slice', 'result'], () => {
    const { result, slice } = store.state;
    choose.hidden = !canEdit || !result || slice === result.referenceSlice;
    reference.textContent = result ? referenceText(result.referenceSlice, result.sliceCount, result.referenceChosen) : '';
  });

  async function show(slice: number): Promise<void> {
    try {
      const voxels = await getSlice(series, slice);
      if (slice !== store.state.slice) return;
      const { columns, rows } = label;
      viewport.setImage({ voxels, columns, rows, spacingMm: pixelShape(series, slice), flip: [false, false] });
      viewport.setLabels({ columns, rows, labels: masks.get(slice) ?? new Uint8Array(columns * rows), proposal: undefined }, palette);
    } catch (error) {
      report(error);
    }
  }

  return h('section', { class: 'card picture' }, pane,
    h('div', { class: 'stepper' }, back, shown, forth, h('span', { class: 'grow' }), choose), reference,
    h('div', { class: 'legend' }, ...label.segments.map(segment => h('span', {}, swatch(segment.colour), segmentName(segment)))));
}

function referenceText(slice: number, count: number, chosen: ByHand | null): string {
  const n = imageNumber(slice, count);
  return chosen ? t('quant.referenceChosen', { n, by: chosen.by.name, at: formatDateTime(chosen.at) }) : t('quant.referenceMiddle', { n });
}
