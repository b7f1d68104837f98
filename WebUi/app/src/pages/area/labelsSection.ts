import { changeLabel, deleteLabel, getDeletedLabels, getLabels, restoreLabel } from '../../api/client.ts';
import type { LabelSummary, SeriesDetail } from '../../contracts/services.ts';
import { ApiFailure } from '../../api/http.ts';
import { formatDateTime, t } from '../../i18n/i18n.ts';
import { said } from '../../i18n/sentences.ts';
import { h, iconButton } from '../../ui/dom.ts';
import { report } from '../../ui/notices.ts';
import { askTyped } from '../../ui/typedDialog.ts';
import { rangeText } from './rangeText.ts';

const MAX_NAME = 100;

/** The labels of a series: opened, renamed, hidden, deleted and brought back. */
export function labelsSection(series: SeriesDetail, labels: readonly LabelSummary[], canEdit: boolean): HTMLElement {
  const uid = series.series.seriesInstanceUid;
  const list = h('div', { class: 'col' });
  const more = h('details', { class: 'small', hidden: true }, h('summary', { 'data-testid': 'put-away' }, t('area.putAway')));
  const reload = async () => {
    const [all, deleted] = await Promise.all([getLabels(uid, true), canEdit ? getDeletedLabels(uid) : []]);
    show(all, deleted);
  };
  const act = (work: Promise<unknown>) => { work.then(reload).catch(report); };

  const row = (label: LabelSummary) => h('div', { class: 'row label-row' },
    h('a', { class: 'row small earlier grow', href: `/labels/${label.id}`, 'data-testid': 'existing-label' },
      h('span', { class: 'grow ell', title: label.name }, [
        label.name, label.level, rangeText(label.firstSlice, label.lastSlice, series.slices.length),
        t('area.revision', { n: label.headRevision }), label.origin === 'model' && t('area.byModel'),
      ].filter(Boolean).join(' · ')),
      h('span', { class: 'dim' }, `${label.createdBy.name} · ${formatDateTime(label.changedAt)}`)),
    ...(canEdit ? [
      iconButton('brush', t('area.rename'),
        { class: 'ib s tipl', 'data-testid': 'rename-label', on: { click: () => rename(label, reload) } }),
      iconButton(label.isHidden ? 'eye' : 'eyeoff', t(label.isHidden ? 'area.unhide' : 'area.hide'), {
        class: 'ib s tipl', 'data-testid': 'hide-label',
        on: { click: () => act(changeLabel(label.id, { isHidden: !label.isHidden })) },
      }),
      iconButton('trash', t('area.delete'),
        { class: 'ib s tipl', 'data-testid': 'delete-label', on: { click: () => remove(label, reload) } }),
    ] : []));
  const deletedRow = (label: LabelSummary) => h('div', { class: 'row small label-row' },
    h('span', { class: 'grow ell dim' }, `${label.name} · ${t('area.deletedAt', { at: formatDateTime(label.deletedAt!) })}`),
    iconButton('undo', t('area.restore'),
      { class: 'ib s tipl', 'data-testid': 'restore-label', on: { click: () => act(restoreLabel(label.id)) } }));
  const show = (all: readonly LabelSummary[], deleted: readonly LabelSummary[]) => {
    const [shown, hidden] = [all.filter(label => !label.isHidden), all.filter(label => label.isHidden)];
    list.replaceChildren(...(shown.length > 0 ? shown.map(row) : [h('span', { class: 'small dim' }, t('area.noLabels'))]));
    more.replaceChildren(more.firstElementChild!, ...hidden.map(row), ...deleted.map(deletedRow));
    more.hidden = hidden.length + deleted.length === 0;
  };
  show(labels, []);
  reload().catch(() => undefined); // what is put away is a matter of convenience
  return h('div', { class: 'sec scroll' }, h('h3', {}, t('area.labels')), list, more);
}

const reasonOf = (error: unknown) =>
  (error instanceof ApiFailure && error.kind === 'refused' ? said(error.sentence) : t('failure.unreachable'));

function rename(label: LabelSummary, reload: () => Promise<void>): void {
  askTyped({
    title: t('area.rename'), explanation: t('area.renameText'), label: t('area.labelName'), value: label.name, maxLength: MAX_NAME,
    submit: t('area.rename'), cancel: t('cancel'), reasonOf,
    act: async name => {
      await changeLabel(label.id, { name });
      await reload();
    },
  });
}

function remove(label: LabelSummary, reload: () => Promise<void>): void {
  askTyped({
    title: t('area.deleteTitle'), explanation: t('area.deleteText', { n: label.headRevision, name: label.name }),
    label: t('area.labelName'),
    expected: label.name, submit: t('area.delete'), cancel: t('area.keep'), reasonOf,
    act: async typed => {
      await deleteLabel(label.id, typed);
      await reload();
    },
  });
}
