import { t } from '../../i18n/i18n.ts';
import { edgeLetters, planeName, scaleBar, type Vector3 } from '../../geometry/orientation.ts';
import { voxelAt } from '../../geometry/sliceView.ts';
import { imageNumber } from '../../geometry/voxelGrid.ts';
import { rgba, type LabelPalette } from '../../render/labelLayer.ts';
import { createLut, fillLut } from '../../render/lut.ts';
import { Viewport } from '../../render/viewport.ts';
import { presetsFor } from '../../render/windows.ts';
import type { Workspace } from '../../state/workspace.ts';
import type { Tool, ToolId } from '../../tools/tool.ts';
import { formatNumber, h } from '../../ui/dom.ts';
import { announce } from '../../ui/notices.ts';
import { segmentName } from '../../i18n/i18n.ts';

const SCALE_BAR_MAX_PX = 160;
const AS_STORED = [false, false] as const;

/** The slice being worked on, with its labels and what is written around it. */
export class Picture {
  readonly pane = h('div', { class: 'pane view', tabindex: 0, role: 'application', 'data-testid': 'canvas-axial' });
  readonly viewport: Viewport;
  private readonly workspace: Workspace;
  private readonly lut = createLut();
  private readonly empty: Uint8Array;
  private readonly palette: LabelPalette = { fill: new Uint32Array(256), line: new Uint32Array(256) };
  private readonly corner = {
    where: h('div', { class: 'ov tl' }), look: h('div', { class: 'ov tr' }), value: h('div', { class: 'ov bl' }),
    scale: h('div', { class: 'scaleb' }, h('span', {})), note: h('div', { class: 'ov hint' }),
  };

  constructor(workspace: Workspace) {
    this.workspace = workspace;
    this.empty = new Uint8Array(workspace.label.rows * workspace.label.columns);
    this.viewport = new Viewport(this.pane);
    this.viewport.fitMarginPx = 8;
    this.viewport.showContent(workspace.series.voxels?.unit === 'HU' ? workspace.series.voxels : undefined);
    this.viewport.onView = () => this.showScale();
    this.pane.append(...Object.values(this.corner), ...this.letters());
  }

  /** Starts showing; tools draw over the picture. */
  start(tools: ReadonlyMap<ToolId, Tool>): void {
    const { store, events } = this.workspace;
    this.viewport.drawOverlay = (context, view) => tools.get(store.state.tool)?.draw?.(context, view);
    events.on('maskChanged', ({ slice, box }) => {
      if (slice !== store.state.slice) return;
      this.viewport.redrawLabels(box);
      this.showNote();
    });
    events.on('sliceLoaded', ({ slice }) => {
      if (slice === store.state.slice) this.showSlice();
      this.showNote();
    });
    store.watch(['window'], () => this.showWindow());
    store.watch(['segments', 'opacity', 'isOutlined', 'areLabelsHidden'], () => this.showLabels());
    store.watch(['proposal', 'preview'], () => this.showLabels());
    store.watch(['slice'], () => this.showSlice());
    store.watch(['hover', 'slice'], () => this.showValue());
    store.watch(['preview'], () => this.showNote());
    store.watch(['segment', 'options', 'tool'], () => this.viewport.redrawOverlay());
    store.watch(['tool'], () => { this.pane.style.cursor = tools.get(store.state.tool)?.cursor ?? 'default'; });
  }

  reset(): void {
    this.viewport.reset();
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
    const spacing = workspace.geometry?.spacingMm;
    this.viewport.setImage(voxels && { voxels, columns, rows, spacingMm: spacing ? [spacing[0]!, spacing[1]!] : [1, 1], flip: AS_STORED });
    this.showLabels();
    this.showWhere();
    this.showNote();
  }

  private showLabels(): void {
    const { slice, segments, opacity, isOutlined, areLabelsHidden, proposal, preview } = this.workspace.state;
    this.palette.fill.fill(0);
    this.palette.line.fill(0);
    for (const segment of segments) {
      if (!segment.visible) continue;
      this.palette.fill[segment.number] = rgba(segment.colour, opacity);
      this.palette.line[segment.number] = rgba(segment.colour, isOutlined ? 0.95 : opacity);
    }
    const { columns, rows } = this.workspace.label;
    const labels = preview ? preview.masks.get(slice) ?? this.empty : this.workspace.mask(slice);
    this.viewport.setLabels(areLabelsHidden ? undefined : { columns, rows, labels, proposal: preview ? undefined : proposal?.masks.get(slice) }, this.palette);
  }

  private showWindow(): void {
    const { window } = this.workspace.state;
    fillLut(this.lut, window, this.workspace.series.voxels ?? { slope: 1, intercept: 0, isInverted: false });
    this.viewport.setLut(this.lut);
    this.showLook();
  }

  private showWhere(): void {
    const { series, label, state, sliceCount } = this.workspace;
    const info = series.slices[state.slice];
    const number = imageNumber(state.slice, sliceCount);
    const place = [
      label.level, info?.locationMm != null && `z ${formatNumber(info.locationMm, 1)} mm`,
      series.acquisition.sliceThicknessMm !== null && t('view.thickness', { mm: formatNumber(series.acquisition.sliceThicknessMm, 1) }),
    ].filter(Boolean).join(' · ');
    const protocol = [
      series.series.seriesDescription,
      series.acquisition.contrastAgent && t('view.contrast'),
      series.acquisition.tubeVoltageKv !== null && `${formatNumber(series.acquisition.tubeVoltageKv, 0)} kV`,
    ].filter(Boolean).join(', ');
    this.corner.where.replaceChildren(
      h('b', {}, `${this.planeTitle()} · Im ${number} / ${sliceCount}`), h('br'), place, h('br'), h('span', { class: 'd' }, protocol));
    this.pane.setAttribute('aria-label', t('view.label', { n: number, count: sliceCount }));
    announce(`Im ${number}${label.level ? `, ${label.level}` : ''}`);
  }

  private planeTitle(): string {
    const normal = this.workspace.geometry?.sliceDirection;
    return t(`plane.${normal ? planeName(normal as unknown as Vector3) : 'axial'}`);
  }

  private showLook(): void {
    const { window } = this.workspace.state;
    const preset = presetsFor(this.workspace.series).find(each => each.center === window.center && each.width === window.width);
    const zoom = Math.round(this.viewport.view.pxPerVoxel[0] * 100);
    this.corner.look.replaceChildren(
      h('span', { 'data-testid': 'window' }, t('view.window', { w: formatNumber(Math.round(window.width), 0).replace(',', ''), l: formatNumber(Math.round(window.center), 0).replace(',', '') })), ' ',
      h('span', { class: 'd' }, preset ? t(preset.name) : ''), h('br'), h('span', { class: 'd' }, `${zoom} %`));
  }

  private showScale(): void {
    this.showLook();
    const spacing = this.workspace.geometry?.spacingMm;
    this.corner.scale.hidden = !spacing;
    if (!spacing) return;
    const bar = scaleBar(this.viewport.view.pxPerVoxel[0] / spacing[0]!, SCALE_BAR_MAX_PX);
    this.corner.scale.style.width = `${bar.px}px`;
    this.corner.scale.firstElementChild!.textContent = bar.mm >= 10 ? `${bar.mm / 10} cm` : `${bar.mm} mm`;
  }

  private showValue(): void {
    const { hover, slice } = this.workspace.state;
    if (!hover) {
      this.corner.value.replaceChildren();
      return;
    }
    const index = hover[1] * this.workspace.label.columns + hover[0];
    const value = this.workspace.valueAt(slice, index);
    const segment = this.workspace.segmentOf(this.workspace.mask(slice)[index]!);
    this.corner.value.replaceChildren(
      `${t('view.value', { x: hover[0], y: hover[1] })}   `, h('b', { 'data-testid': 'value' }, `${formatNumber(value, 0)} ${this.workspace.series.voxels?.unit ?? ''}`),
      h('br'), h('span', { class: 'd' }, segment ? `${segment.number} ${segmentName(segment)}` : ' '));
  }

  private showNote(): void {
    const { preview, slice, loadedSlices } = this.workspace.state;
    const count = this.workspace.readingOrder.length;
    const isEmpty = this.workspace.readingOrder.every(k => this.workspace.pixelCounts(k)[0] === this.empty.length);
    this.corner.note.textContent = preview ? t('history.banner', { n: preview.revision })
      : loadedSlices < count ? t('view.loadingSlices', { n: loadedSlices, count })
        : isEmpty && this.workspace.canEdit && this.workspace.voxels.has(slice) ? t('view.empty') : '';
  }

  private letters(): HTMLElement[] {
    const { geometry } = this.workspace;
    if (!geometry) return [];
    const edges = edgeLetters(geometry.rowDirection as unknown as Vector3, geometry.columnDirection as unknown as Vector3, AS_STORED);
    return (['left', 'right', 'top', 'bottom'] as const).map(edge => h('span', { class: `ori ${edge[0]}` }, edges[edge]));
  }
}
