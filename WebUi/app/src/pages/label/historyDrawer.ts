import { compareRevisions, getLabel, getMasks, getRevisions } from '../../api/client.ts';
import type { RevisionComparison, RevisionSummary, Segment } from '../../contracts/services.ts';
import { onLive } from '../../api/live.ts';
import { formatDateTime, segmentName, t } from '../../i18n/i18n.ts';
import { imageNumber } from '../../geometry/voxelGrid.ts';
import type { Workspace } from '../../state/workspace.ts';
import { revisionName } from '../../tools/index.ts';
import { h, iconButton } from '../../ui/dom.ts';
import { report } from '../../ui/notices.ts';
import { comparisonView } from './comparisonView.ts';
import { decideFirst } from './waitingDialog.ts';
import { changeText } from './areaText.ts';

const PAGE = 50;

/** Of a revision that followed a changed series: how many labelled images are gone or back. */
function imagesOf({ tool, parameters }: RevisionSummary): string[] {
  if (tool !== 'series-changed') return [];
  const { gone, returned } = parameters as { gone: number; returned: number };
  return [...(gone > 0 ? [t('history.gone', { n: gone })] : []), ...(returned > 0 ? [t('history.returned', { n: returned })] : [])];
}

/** All revisions, newest first: who, when, with what, where; any can be shown, compared and made the newest again. */
export class HistoryDrawer {
  readonly drawer: HTMLElement;
  private readonly workspace: Workspace;
  private readonly list = h('ul', { class: 'rev', 'data-testid': 'revision-list' });
  private readonly comparison = h('div', { class: 'comparison', hidden: true });
  private readonly compareButton = h('button', { type: 'button', class: 'btn s quiet', 'aria-pressed': 'false', 'data-testid': 'compare' },
    t('history.compare'));
  private revisions: RevisionSummary[] = [];
  private isComparing = false;
  private from: number | undefined;
  private to: number | undefined;

  constructor(workspace: Workspace) {
    this.workspace = workspace;
    this.compareButton.addEventListener('click', () => this.toggleComparing());
    this.drawer = h('section', { class: 'drawer', hidden: true, 'aria-label': t('history.title') },
      h('div', { class: 'panel-head' }, h('h2', { class: 'grow' }, t('history.title')), this.compareButton,
        iconButton('x', t('close'), { class: 'ib s tipl', on: { click: () => this.toggle() } })),
      this.comparison, this.list, h('p', { class: 'tiny dim note-foot' }, t('history.note')));
    workspace.store.watch(['preview', 'isWatching'], () => this.render());
    workspace.store.watch(['saving'], () => { if (workspace.state.saving.kind === 'saved') this.reload(); });
    void onLive('labelRevised', ({ labelId }) => { if (labelId === workspace.label.id) this.reload(); });
  }

  toggle(): void {
    this.drawer.hidden = !this.drawer.hidden;
    if (this.drawer.hidden) this.close();
    else this.reload();
  }

  private close(): void {
    this.isComparing = false;
    this.from = this.to = undefined;
    this.comparison.hidden = true;
    this.back();
  }

  /** Shows the newest again. */
  back(): void {
    this.isComparing = false;
    this.comparison.hidden = true;
    this.workspace.store.set({ preview: undefined });
  }

  private reload(): void {
    if (!this.drawer.hidden) void this.load(undefined);
  }

  /** @param before only what is older than this revision; the newest without it */
  private async load(before: number | undefined): Promise<void> {
    try {
      const page = await getRevisions(this.workspace.label, { before, limit: PAGE, changes: true });
      // what was paged in stays, below the newest page
      const oldest = page.at(-1)?.revision ?? 0;
      this.revisions = before === undefined
        ? [...page, ...this.revisions.filter(each => each.revision < oldest)] : [...this.revisions, ...page];
      if (this.isComparing && this.to === undefined) this.compareNewest(); // asked for before the list was here
      this.render();
    } catch (error) {
      report(error);
    }
  }

  private render(): void {
    const { preview } = this.workspace.state;
    const newest = this.revisions[0]?.revision;
    const shown = preview?.revision ?? newest;
    this.compareButton.setAttribute('aria-pressed', String(this.isComparing));
    const oldest = this.revisions.at(-1)?.revision ?? 0;
    this.list.replaceChildren(...this.revisions.map(revision =>
      this.row(revision, revision.revision === newest, revision.revision === shown)));
    if (this.revisions.length === 0) this.list.append(h('li', { class: 'dim empty' }, t('history.empty')));
    if (oldest > 1)
      this.list.append(h('li', { class: 'more' }, h('button', {
        type: 'button', class: 'btn s quiet', 'data-testid': 'older', on: { click: () => void this.load(oldest) },
      }, t('history.older'))));
  }

  private row(revision: RevisionSummary, isNewest: boolean, isShown: boolean): HTMLElement {
    const number = revision.revision;
    const slices = revision.slices.map(slice => imageNumber(slice, this.workspace.sliceCount)).sort((a, b) => a - b);
    const where = slices.length > 3 ? `${slices[0]}–${slices.at(-1)}` : slices.join(', ');
    const changes = this.changesOf(revision);
    const facts = [
      revision.savedBy.name, formatDateTime(revision.savedAt), revision.model && `${revision.model.id} ${revision.model.version}`,
      revision.model?.forMeasurement === false && t('proposal.demonstration'), ...imagesOf(revision),
    ].filter(Boolean).join(' · ');
    return h('li', { class: isShown ? 'on' : '', 'data-testid': `revision-${number}` },
      this.isComparing ? this.ends(number) : h('span', { class: 'dot' }),
      h('b', { class: 'ell' }, [
        `${number} · ${revisionName(revision.tool)}`, where && t('history.slices', { list: where }),
      ].filter(Boolean).join(', ')),
      this.isComparing ? h('span', {}) : this.actions(number, isNewest, isShown),
      h('span', { class: 's' },
        changes.length > 0 && h('b', { class: 'ell', title: changes.join(' · ') }, changes.join(' · ')),
        h('span', { class: 'ell', title: facts }, facts)));
  }

  private actions(number: number, isNewest: boolean, isShown: boolean): HTMLElement {
    if (isNewest && isShown) return h('span', { class: 'a chip info' }, t('history.newest'));
    if (!isShown) {
      return h('button', {
        type: 'button', class: 'a btn s quiet', 'data-testid': `show-${number}`, on: { click: () => void this.show(number, isNewest) },
      }, t(isNewest ? 'history.back' : 'history.view'));
    }
    if (!this.workspace.canEdit) return h('span', { class: 'a chip info' }, t('history.shown'));
    return h('span', { class: 'a col' },
      h('button', { type: 'button', class: 'btn s', 'data-testid': 'restore', on: { click: () => this.restore() } }, t('history.restore')),
      h('button', {
        type: 'button', class: 'btn s quiet', 'data-testid': 'restore-slice',
        on: { click: () => this.restore([this.workspace.state.slice]) },
      }, t('history.restoreSlice')));
  }

  /** The one or two segments that a revision changed most: how much, then which. */
  private changesOf({ changes, slices }: RevisionSummary): string[] {
    return [...changes]
      .map(({ number, pixelsBefore, pixelsAfter }) => ({ segment: this.workspace.segments.of(number), change: pixelsAfter - pixelsBefore }))
      .filter(each => each.segment && each.change !== 0)
      .sort((a, b) => Math.abs(b.change) - Math.abs(a.change)).slice(0, 2)
      .map(({ segment, change }) => `${changeText(this.workspace, change, slices.length)} ${segmentName(segment!)}`);
  }

  private async show(revision: number, isNewest: boolean): Promise<void> {
    if (isNewest) {
      this.workspace.store.set({ preview: undefined });
      return;
    }
    if (!await decideFirst(this.workspace)) return;
    try {
      const [masks, segments] = await Promise.all([this.masksAt(revision), this.segmentsAt(revision)]);
      this.workspace.store.set({ preview: { revision, masks, segments } });
    } catch (error) {
      report(error);
    }
  }

  private toggleComparing(): void {
    this.isComparing = !this.isComparing;
    this.comparison.hidden = true;
    this.from = this.to = undefined;
    if (this.isComparing) this.compareNewest();
    else if (this.workspace.state.preview) this.workspace.store.set({ preview: undefined });
    this.render();
  }

  /** The newest revision with the one on show, or with the one before it. */
  private compareNewest(): void {
    const newest = this.revisions[0]?.revision;
    if (newest === undefined) return;
    this.to = newest;
    this.from = this.workspace.state.preview?.revision ?? newest - 1;
    void this.compare();
  }

  /** Two radio buttons: from here, to here. */
  private ends(number: number): HTMLElement {
    const end = (name: 'from' | 'to') => h('input', {
      type: 'radio', name: `compare-${name}`, checked: this[name] === number,
      'aria-label': t(`history.${name}`, { n: number }), title: t(`history.${name}`, { n: number }),
      'data-testid': `compare-${name}-${number}`,
      on: { change: () => { this[name] = number; void this.compare(); } },
    });
    return h('span', { class: 'ends' }, end('from'), end('to'));
  }

  private async compare(): Promise<void> {
    const { from, to } = this;
    if (from === undefined || to === undefined) return;
    if (!await decideFirst(this.workspace)) return;
    try {
      const [result, before, after, segments] = await Promise.all([
        compareRevisions(this.workspace.label, from, to), this.masksAt(from), this.masksAt(to), this.segmentsAt(to)]);
      if (this.from !== from || this.to !== to || !this.isComparing) return; // another pair was chosen meanwhile
      this.workspace.store.set({ preview: { revision: to, masks: after, segments, from: { revision: from, masks: before } } });
      this.showComparison(result);
    } catch (error) {
      report(error);
    }
  }

  private showComparison(result: RevisionComparison): void {
    this.comparison.hidden = false;
    this.comparison.replaceChildren(...comparisonView(this.workspace, result));
  }

  private async masksAt(revision: number): Promise<Map<number, Uint8Array>> {
    const masks = await getMasks(this.workspace.label, revision);
    return new Map([...masks].map(([slice, mask]) => [slice, mask.labels]));
  }

  private async segmentsAt(revision: number): Promise<readonly Segment[]> {
    return (await getLabel(this.workspace.label.id, revision)).segments;
  }

  /** Makes the revision on show the newest again. */
  restore(slices: readonly number[] = this.workspace.readingOrder): void {
    const { workspace } = this;
    const { preview } = workspace.state;
    if (!preview || !workspace.canEdit) return;
    workspace.store.set({ preview: undefined });
    const { columns, rows } = workspace.label;
    const edits = slices.map(slice => {
      const edit = workspace.masks.beginEdit(slice);
      workspace.mask(slice).set(preview.masks.get(slice) ?? new Uint8Array(columns * rows));
      workspace.masks.touched(edit, { left: 0, top: 0, width: columns, height: rows });
      return edit;
    });
    workspace.commit(edits, 'restore', { revision: preview.revision });
  }
}
