import { t } from '../../i18n/i18n.ts';
import { imageNumber } from '../../geometry/voxelGrid.ts';
import { rgba } from '../../render/labelLayer.ts';
import { createLut, fillLut, type Lut } from '../../render/lut.ts';
import { fillBetweenHere } from '../../tools/interpolation/index.ts';
import { t as between } from '../../tools/interpolation/texts.ts';
import { askModel } from '../../tools/model/index.ts';
import { chosenOffer, isDemonstration } from '../../tools/model/modelRun.ts';
import type { ToolPage } from '../../tools/shared/page.ts';
import { proposedSlices } from '../../state/proposals.ts';
import { shownCounts, shownMask } from '../../state/shown.ts';
import type { Workspace } from '../../state/workspace.ts';
import { h, icon, iconButton } from '../../ui/dom.ts';
import { avatar } from './presence.ts';

const THUMB_PX = 96;
const SETTLE_MS = 150;
/** While slices arrive by the dozen a second: every frame that shows one costs time that the others need. */
const ARRIVALS_MS = 500;

/** The loaded slices as small pictures, head first; drawn here, so nothing more is fetched. */
export function strip(page: ToolPage): HTMLElement {
  const { workspace } = page;
  const { store, readingOrder } = workspace;
  const thumbs = new Map(readingOrder.map(slice => [slice, thumbnail(workspace, slice)]));
  const items = [...thumbs.values()].map(thumb => thumb.item);
  const list = h('div', { class: 'thumbs', role: 'listbox', 'aria-label': t('strip.title') }, ...items);
  const facts = h('span', { class: 'tiny dim' });
  const stale = new Set<number>(readingOrder);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let rest: ReturnType<typeof setTimeout> | undefined;

  const draw = () => {
    timer = undefined;
    const lut = createLut();
    fillLut(lut, store.state.window, workspace.series.voxels ?? { slope: 1, intercept: 0, isInverted: false });
    for (const slice of stale) thumbs.get(slice)!.draw(lut);
    stale.clear();
    const proposals = store.state.preview ? 0 : proposedSlices(workspace, store.state.proposal).length;
    const done = readingOrder.filter(slice => hasLabels(workspace, slice)).length;
    const proposed = proposals > 0 && t('strip.proposals', { n: proposals });
    facts.textContent = [t('strip.done', { n: done }), proposed].filter(Boolean).join(' · ');
  };
  const later = (slices: Iterable<number>) => {
    for (const slice of slices) stale.add(slice);
    clearTimeout(timer);
    timer = setTimeout(draw, SETTLE_MS);
  };
  workspace.events.on('maskChanged', ({ slice }) => later([slice]));
  workspace.events.on('sliceLoaded', ({ slice }) => {
    stale.add(slice);
    timer ??= setTimeout(draw, ARRIVALS_MS);
  });
  store.watch(['window', 'segments', 'proposal', 'preview'], () => later(readingOrder));
  store.watch(['people'], () => {
    for (const { item } of thumbs.values()) item.querySelector('.av')?.remove();
    for (const { person, slice, isWorking } of store.state.people) if (isWorking) thumbs.get(slice)?.item.append(avatar(workspace, person));
  });
  let shown = -1;
  store.watch(['slice'], () => {
    markShown(thumbs.get(shown)?.item, false);
    shown = store.state.slice;
    markShown(thumbs.get(shown)?.item, true);
    // measuring the strip would cost every step of a fast scroll a layout: once it rests is soon enough
    clearTimeout(rest);
    rest = setTimeout(() => thumbs.get(store.state.slice)?.item.scrollIntoView({ block: 'nearest', inline: 'nearest' }), SETTLE_MS);
  });
  const labelAll = h('button', {
    type: 'button', class: 'btn s wide', hidden: true, 'data-testid': 'label-all', on: { click: () => askModel(page) },
  }, icon('model', 's'), t('strip.runModel', { n: readingOrder.length }));
  // one press for everything is for models that may be measured with; a demonstration is chosen by hand
  store.watch(['models', 'options'], () => {
    const offer = chosenOffer(workspace);
    labelAll.hidden = !offer || offer.misfit !== null || isDemonstration(offer.model);
  });
  const changing = [
    h('button', {
      type: 'button', class: 'btn s', 'aria-label': between('name'), 'data-command': 'assist.fillBetween', 'data-testid': 'fill-between',
      on: { click: () => fillBetweenHere(page) },
    }, icon('interp', 's'), h('span', { class: 'wide' }, between('name'))),
    labelAll,
  ];
  store.watch(['isWatching'], () => changing.forEach(button => { button.disabled = !workspace.canEdit; }));
  return h('div', { class: 'strip' },
    h('div', { class: 'strip-facts' },
      h('b', { class: 'small' }, [workspace.label.level, t('strip.count', { n: readingOrder.length })].filter(Boolean).join(' · ')),
      facts),
    iconButton('left', t('strip.previous'), {
      'data-command': 'slice.previous', 'data-testid': 'previous-slice', on: { click: () => workspace.goTo(store.state.slice + 1) },
    }),
    list,
    iconButton('right', t('strip.next'), {
      class: 'ib s tipl', 'data-command': 'slice.next', 'data-testid': 'next-slice',
      on: { click: () => workspace.goTo(store.state.slice - 1) },
    }),
    ...(workspace.mayEdit ? [h('span', { class: 'vsep wide' }), ...changing] : []));
}

function markShown(item: HTMLElement | undefined, isShown: boolean): void {
  item?.classList.toggle('on', isShown);
  item?.setAttribute('aria-selected', String(isShown));
  if (item) item.tabIndex = isShown ? 0 : -1;
}

function hasLabels(workspace: Workspace, slice: number): boolean {
  return shownCounts(workspace, slice).some((count, label) => label > 0 && count > 0);
}

function thumbnail(workspace: Workspace, slice: number) {
  const { columns, rows } = workspace.label;
  const number = imageNumber(slice, workspace.sliceCount);
  const scale = Math.min(1, THUMB_PX / columns);
  const canvas = h('canvas', { width: Math.max(1, Math.round(columns * scale)), height: Math.max(1, Math.round(rows * scale)) });
  const mark = h('span', { class: 'st' });
  const item = h('button', {
    type: 'button', class: 'th', role: 'option', 'aria-selected': 'false', tabindex: -1, 'data-testid': `thumb-${slice}`,
    on: { click: () => workspace.goTo(slice) },
  }, canvas, h('b', {}, String(number)), mark);

  let marked = '';
  const draw = (lut: Lut) => {
    const voxels = workspace.voxels.get(slice);
    if (voxels) drawThumbnail(workspace, canvas, voxels, lut, hasLabels(workspace, slice) ? shownMask(workspace, slice) : undefined);
    const isProposed = !workspace.state.preview && (workspace.state.proposal?.masks.get(slice)?.some(number => number !== 0) ?? false);
    const state = isProposed ? 'proposal' : hasLabels(workspace, slice) ? 'labelled' : 'notLabelled';
    if (state === marked) return;
    marked = state;
    mark.className = `st ${state}`;
    mark.replaceChildren(icon({ proposal: 'drag', labelled: 'brush', notLabelled: 'minus' }[state]));
    item.setAttribute('aria-label', `Im ${number}, ${t(`strip.${state}`)}`);
  };
  return { item, draw };
}

/** @param mask undefined where nothing is labelled */
function drawThumbnail(workspace: Workspace, canvas: HTMLCanvasElement, voxels: Int16Array, lut: Lut, mask: Uint8Array | undefined): void {
  const { columns, rows } = workspace.label;
  const colours = new Map(workspace.segments.shown.filter(s => s.visible).map(s => [s.number, rgba(s.colour, 1)]));
  const picture = new ImageData(canvas.width, canvas.height);
  const pixels = new Uint32Array(picture.data.buffer);
  const { width, height } = canvas;
  const column = Uint32Array.from({ length: width }, (_, x) => Math.floor((x + 0.5) / width * columns));
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y + 0.5) / height * rows) * columns;
    for (let x = 0; x < width; x++) {
      const at = row + column[x]!;
      const grey = lut[voxels[at]! & 0xffff]!;
      const colour = mask && colours.get(mask[at]!);
      // a plain average of the two: half the bits of each byte
      pixels[y * width + x] = colour === undefined ? grey : (0xff00_0000 | (((grey >>> 1) & 0x7f7f7f) + ((colour >>> 1) & 0x7f7f7f)));
    }
  }
  canvas.getContext('2d')!.putImageData(picture, 0, 0);
}
