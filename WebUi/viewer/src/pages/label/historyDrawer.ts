import { getMasks, getRevisions } from '../../api/client.ts';
import type { RevisionSummary } from '../../api/contracts.ts';
import { formatDateTime, t } from '../../i18n/i18n.ts';
import { imageNumber } from '../../geometry/voxelGrid.ts';
import type { Workspace } from '../../state/workspace.ts';
import { revisionToolName } from '../../tools/catalogue.ts';
import { h, iconButton } from '../../ui/dom.ts';
import { report } from '../../ui/notices.ts';

/** All revisions, newest first: who, when, with what, where; any can be shown and made the newest again. */
export class HistoryDrawer {
  readonly drawer: HTMLElement;
  private readonly workspace: Workspace;
  private readonly list = h('ul', { class: 'rev', 'data-testid': 'revision-list' });
  private revisions: RevisionSummary[] = [];

  constructor(workspace: Workspace) {
    this.workspace = workspace;
    this.drawer = h('section', { class: 'drawer', hidden: true, 'aria-label': t('history.title') },
      h('div', { class: 'panel-head' }, h('h2', { class: 'grow' }, t('history.title')),
        iconButton('x', t('close'), { class: 'ib s tipl', on: { click: () => this.toggle() } })),
      this.list, h('p', { class: 'tiny dim note-foot' }, t('history.note')));
    workspace.store.watch(['preview'], () => this.render());
    workspace.store.watch(['saving'], () => { if (!this.drawer.hidden && workspace.state.saving.kind === 'saved') void this.load(); });
  }

  toggle(): void {
    this.drawer.hidden = !this.drawer.hidden;
    if (this.drawer.hidden) this.workspace.store.set({ preview: undefined });
    else void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.revisions = await getRevisions(this.workspace.label.id);
      this.render();
    } catch (error) {
      report(error);
    }
  }

  private render(): void {
    const { preview } = this.workspace.state;
    const shown = preview?.revision ?? this.revisions[0]?.revision;
    this.list.replaceChildren(...this.revisions.map((revision, n) => this.row(revision, n === 0, revision.revision === shown)));
    if (this.revisions.length === 0) this.list.append(h('li', { class: 'dim' }, t('history.empty')));
  }

  private row(revision: RevisionSummary, isNewest: boolean, isShown: boolean): HTMLElement {
    const name = revisionToolName(revision.tool);
    const slices = revision.slices.map(slice => imageNumber(slice, this.workspace.sliceCount)).sort((a, b) => a - b);
    const where = slices.length > 3 ? `${slices[0]}–${slices.at(-1)}` : slices.join(', ');
    const model = revision.model ? ` · ${revision.model.id} ${revision.model.version}` : '';
    const action = isShown && !isNewest && this.workspace.canEdit
      ? h('button', { type: 'button', class: 'a btn s', 'data-testid': 'restore', on: { click: () => this.restore() } }, t('history.restore'))
      : isShown ? h('span', { class: 'a chip info' }, t(isNewest ? 'history.newest' : 'history.shown'))
        : h('button', { type: 'button', class: 'a btn s quiet', on: { click: () => void this.show(revision.revision, isNewest) } },
          t(isNewest ? 'history.back' : 'history.view'));
    return h('li', { class: isShown ? 'on' : '', 'data-testid': `revision-${revision.revision}` },
      h('span', { class: 'dot' }), h('b', { class: 'ell' }, `${revision.revision} · ${name ? t(name) : revision.tool}, ${t('history.slices', { list: where })}`), action,
      h('span', { class: 's ell' }, `${revision.savedBy} · ${formatDateTime(revision.savedAt)}${model}`));
  }

  private async show(revision: number, isNewest: boolean): Promise<void> {
    if (isNewest) {
      this.workspace.store.set({ preview: undefined });
      return;
    }
    try {
      const masks = await getMasks(this.workspace.label.id, revision);
      this.workspace.store.set({ proposal: undefined, preview: { revision, masks: new Map([...masks].map(([slice, mask]) => [slice, mask.labels])) } });
    } catch (error) {
      report(error);
    }
  }

  private restore(): void {
    const { workspace } = this;
    const { preview } = workspace.state;
    if (!preview) return;
    workspace.store.set({ preview: undefined });
    const { columns, rows } = workspace.label;
    const edits = workspace.readingOrder.map(slice => {
      const edit = workspace.beginEdit(slice);
      workspace.mask(slice).set(preview.masks.get(slice) ?? new Uint8Array(columns * rows));
      workspace.touched(edit, { left: 0, top: 0, width: columns, height: rows });
      return edit;
    });
    workspace.commit(edits, 'restore', { revision: preview.revision });
  }
}
