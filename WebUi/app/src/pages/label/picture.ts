import { t } from '../../i18n/i18n.ts';
import { edgeLetters, mainAxis, planeName, type Vector3 } from '../../geometry/orientation.ts';
import { voxelAt } from '../../geometry/sliceView.ts';
import { imageNumber, pixelShape, pixelSpacingMm, slicePlaceMm } from '../../geometry/voxelGrid.ts';
import { differenceOf } from '../../render/differenceLayer.ts';
import { rgba, type LabelPalette } from '../../render/labelLayer.ts';
import { createLut, fillLut, isSameWindow } from '../../render/lut.ts';
import { Viewport } from '../../render/viewport.ts';
import { presetsFor } from '../../settings/windows.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import { isDemonstration } from '../../tools/model/modelRun.ts';
import { shownProposal } from '../../state/proposals.ts';
import { shownMask } from '../../state/shown.ts';
import type { Workspace } from '../../state/workspace.ts';
import type { Tool } from '../../tools/shared/tool.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { h } from '../../ui/dom.ts';
import { announce } from '../../ui/notices.ts';
import { mountScaleBar } from '../../ui/scaleBar.ts';
import { windowNumber } from '../../ui/viewMenu.ts';
import { lookOf } from './lookPanel.ts';
import { drawCaret } from './caret.ts';
import { segmentName } from '../../i18n/i18n.ts';

const SCALE_BAR_MAX_PX = 160;
const NOTE_MS = 250;
const OUTLINE_OPACITY = 0.95;
const AS_STORED = [false, false] as const;

/** The slice being worked on, with its labels and what is written around it. */
export class Picture {
  readonly pane = h('div', { class: 'pane view', tabindex: 0, role: 'application', 'data-testid': 'canvas-axial' });
  readonly viewport: Viewport;
  private readonly workspace: Workspace;
  private readonly settings: SettingsStore;
  private readonly lut = createLut();
  private noteTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly empty: Uint8Array;
  private readonly palette: LabelPalette = { fill: new Uint32Array(256), line: new Uint32Array(256) };
  private readonly showScaleBar = mountScaleBar(this.pane, SCALE_BAR_MAX_PX);
  private readonly corner = {
    where: h('div', { class: 'ov tl' }), look: h('div', { class: 'ov tr' }), value: h('div', { class: 'ov bl' }),
  };
  /** What there is to do, or what is still on its way: below the picture, never over it. */
  readonly note = h('div', { class: 'hint grow', 'data-testid': 'hint' });

  constructor(workspace: Workspace, settings: SettingsStore) {
    this.workspace = workspace;
    this.settings = settings;
    this.empty = new Uint8Array(workspace.label.rows * workspace.label.columns);
    this.viewport = new Viewport(this.pane);
    this.viewport.fitMarginPx = 8;
    this.viewport.showContent(workspace.series.voxels?.unit === 'HU' ? workspace.series.voxels : undefined);
    this.viewport.onView = () => this.showScale();
    this.pane.append(...Object.values(this.corner), ...this.letters());
  }

  /** Starts showing; tools draw over the picture. */
  start(tools: ReadonlyMap<string, Tool>): void {
    const { store, events } = this.workspace;
    this.viewport.drawOverlay = (context, view) => {
      for (const [id, tool] of tools) if (tool.staysOnShow || id === store.state.tool) tool.draw?.(context, view);
      drawCaret(context, view, store.state.caret);
    };
    events.on('maskChanged', ({ slice, box }) => {
      if (slice !== store.state.slice) return;
      if (store.state.proposal) this.showLabels(); // what it may take has changed with the label
      else this.viewport.redrawLabels(box);
      this.showNote();
      this.showValue();
    });
    events.on('sliceLoaded', ({ slice }) => {
      if (slice === store.state.slice) this.showSlice();
      else this.noteLater();
    });
    store.watch(['window', 'isInverted'], () => this.showWindow());
    store.watch(['segments', 'areLabelsHidden'], () => this.showLabels());
    this.settings.watch(['look', 'looks'], () => this.showLabels());
    store.watch(['proposal', 'preview'], () => this.showLabels());
    store.watch(['rules'], () => { if (store.state.proposal) this.showLabels(); });
    store.watch(['slice'], () => this.showSlice());
    store.watch(['hover', 'slice', 'segments', 'preview'], () => this.showValue());
    store.watch(['preview', 'proposal', 'models'], () => this.showNote());
    store.watch(['segment', 'options', 'tool', 'caret'], () => this.viewport.redrawOverlay());
    store.watch(['tool'], () => { this.pane.style.cursor = tools.get(store.state.tool)?.cursor ?? 'default'; });
  }

  /** The middle of the picture in the page's client coordinates. */
  middleClient(): [number, number] {
    const { left, top, width, height } = this.pane.getBoundingClientRect();
    return [left + width / 2, top + height / 3];
  }

  hover(at: readonly [number, number] | undefined): void {
    const voxel = at && voxelAt(this.viewport.view, at);
    const now = this.workspace.state.hover;
    if (voxel?.[0] !== now?.[0] || voxel?.[1] !== now?.[1]) this.workspace.store.set({ hover: voxel });
  }

  private showSlice(): void {
    const { workspace } = this;
    const { slice } = workspace.state;
    const { columns, rows } = workspace.label;
    const voxels = workspace.voxels.get(slice);
    this.viewport.setImage(voxels && { voxels, columns, rows, spacingMm: pixelShape(workspace.series, slice), flip: AS_STORED });
    this.showLabels();
    this.showWhere();
    this.showNote();
  }

  private showLabels(): void {
    const { slice, areLabelsHidden, proposal, preview } = this.workspace.state;
    this.palette.fill.fill(0);
    this.palette.line.fill(0);
    for (const segment of this.workspace.segments.shown) {
      if (!segment.visible) continue;
      const { opacity, style } = lookOf(this.settings.state, segment);
      this.palette.fill[segment.number] = style === 'outline' ? 0 : rgba(segment.colour, opacity);
      this.palette.line[segment.number] = rgba(segment.colour, style === 'fill' ? opacity : OUTLINE_OPACITY);
    }
    const { columns, rows } = this.workspace.label;
    const labels = shownMask(this.workspace, slice);
    const proposed = preview || !proposal ? undefined : shownProposal(this.workspace, proposal, slice);
    const difference = preview?.from && differenceOf(preview.from.masks.get(slice) ?? this.empty, labels);
    this.viewport.setLabels(areLabelsHidden ? undefined : { columns, rows, labels, proposal: proposed, difference }, this.palette);
  }

  private showWindow(): void {
    const { window, isInverted } = this.workspace.state;
    const scale = this.workspace.series.voxels ?? { slope: 1, intercept: 0, isInverted: false };
    fillLut(this.lut, window, { ...scale, isInverted: scale.isInverted !== isInverted });
    this.viewport.setLut(this.lut);
    this.showLook();
  }

  private showWhere(): void {
    const { series, label, state, sliceCount } = this.workspace;
    const placeMm = slicePlaceMm(series, state.slice);
    const axis = series.geometry ? 'xyz'[mainAxis(series.geometry.sliceDirection as unknown as Vector3)]! : 'z';
    const number = imageNumber(state.slice, sliceCount);
    const place = [
      label.level, placeMm !== null && `${axis} ${formatNumber(placeMm, 1)} mm`,
      series.acquisition.sliceThicknessMm !== null && t('view.thickness', { mm: formatNumber(series.acquisition.sliceThicknessMm, 1) }),
    ].filter(Boolean).join(' · ');
    const protocol = [
      series.series.seriesDescription,
      series.acquisition.contrastAgent && t('view.contrast'),
      series.acquisition.tubeVoltageKv !== null && `${formatNumber(series.acquisition.tubeVoltageKv, 0)} kV`,
    ].filter(Boolean).join(', ');
    this.corner.where.replaceChildren(
      h('b', {}, `${this.planeTitle()} · Im ${number} / ${sliceCount}`), h('br'), place, h('br'), h('span', { class: 'd' }, protocol));
    this.pane.setAttribute('aria-label', t('view.label', { plane: this.planeTitle(), n: number, count: sliceCount }));
    announce(`Im ${number}${label.level ? `, ${label.level}` : ''}`);
  }

  private planeTitle(): string {
    const normal = this.workspace.series.geometry?.sliceDirection;
    return normal ? t(`plane.${planeName(normal as unknown as Vector3)}`) : t('plane.unknown');
  }

  private showLook(): void {
    const { window, isInverted } = this.workspace.state;
    const preset = presetsFor(this.workspace.series, this.settings.state.presets)
      .find(each => each.window && isSameWindow(each.window, window));
    const zoom = Math.round(this.viewport.view.pxPerVoxel[0] * devicePixelRatio * 100);
    this.corner.look.replaceChildren(
      h('span', { 'data-testid': 'window' }, t('view.window', { w: windowNumber(window.width), l: windowNumber(window.center) })), ' ',
      h('span', { class: 'd' }, [preset?.name, isInverted && t('view.inverted')].filter(Boolean).join(' · ')),
      h('br'), h('span', { class: 'd', 'data-testid': 'zoom' }, `${zoom} %`));
  }

  private showScale(): void {
    this.showLook();
    const spacing = pixelSpacingMm(this.workspace.series, this.workspace.state.slice) ?? undefined;
    this.showScaleBar(spacing && this.viewport.view.pxPerVoxel[0] / spacing[0]!);
  }

  private showValue(): void {
    const { hover, slice } = this.workspace.state;
    if (!hover) {
      this.corner.value.replaceChildren();
      return;
    }
    const index = hover[1] * this.workspace.label.columns + hover[0];
    const value = this.workspace.voxels.valueAt(slice, index);
    const digits = !this.workspace.voxels.hasHu && Math.abs(value ?? 0) < 10 ? 2 : 0;
    const segment = this.workspace.segments.shownOf(shownMask(this.workspace, slice)[index]!);
    this.corner.value.replaceChildren(
      `${t('view.value', { x: hover[0], y: hover[1] })}   `,
      h('b', { 'data-testid': 'value' },
        `${formatNumber(value, digits)} ${this.workspace.series.voxels?.unit ?? ''}`),
      h('br'), h('span', { class: 'd' }, segment ? `${segment.number} ${segmentName(segment)}` : ' '));
  }

  /** While slices arrive by the dozen a second: every frame that counts them costs time that they need. */
  private noteLater(): void {
    this.noteTimer ??= setTimeout(() => {
      this.noteTimer = undefined;
      this.showNote();
    }, NOTE_MS);
  }

  private showNote(): void {
    const { preview, proposal, slice, loadedSlices, models } = this.workspace.state;
    const { readingOrder } = this.workspace;
    const count = readingOrder.length;
    const isEmpty = () => readingOrder.every(k => this.workspace.masks.pixelCounts(k)[0] === this.empty.length);
    this.note.hidden = proposal !== undefined;
    this.note.textContent = preview ? ''
      : loadedSlices < count ? t('view.loadingSlices', { n: loadedSlices, count })
        : !proposal && this.workspace.canEdit && this.workspace.voxels.has(slice) && isEmpty()
          ? t(models.some(({ model, misfit }) => !misfit && !isDemonstration(model)) ? 'view.emptyModel' : 'view.empty') : '';
  }

  private letters(): HTMLElement[] {
    const { geometry } = this.workspace.series;
    if (!geometry) return [];
    const edges = edgeLetters(geometry.rowDirection as unknown as Vector3, geometry.columnDirection as unknown as Vector3, AS_STORED);
    return (['left', 'right', 'top', 'bottom'] as const).map(edge => h('span', { class: `ori ${edge[0]}` }, edges[edge]));
  }
}
