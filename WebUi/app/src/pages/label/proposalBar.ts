import { segmentName, t } from '../../i18n/i18n.ts';
import { noticeText } from '../../i18n/notices.ts';
import { imageNumber } from '../../geometry/voxelGrid.ts';
import { changesAnything, effectOf, nextUnseen, proposedSlices } from '../../state/proposals.ts';
import type { PendingProposal } from '../../state/labelState.ts';
import type { Workspace } from '../../state/workspace.ts';
import { revisionName, TOOLS } from '../../tools/index.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { h, icon } from '../../ui/dom.ts';
import { announce } from '../../ui/notices.ts';
import { areaNumber, areaText } from './areaText.ts';

export interface ProposalActions {
  /** Enter: looks at what nobody has seen yet, and accepts after that. */
  readonly accept: () => void;
  readonly acceptAll: () => void;
  /** Accepts and goes on to the next slice; all of it where it lies on several. */
  readonly acceptNext: () => void;
  readonly look: () => void;
  readonly refuse: () => void;
}

/** What a tool proposes, in numbers, and the decision of a person. */
export function proposalBar(workspace: Workspace, actions: ProposalActions): HTMLElement {
  const { store } = workspace;
  const hatch = h('span', { class: 'hatch' });
  const title = h('b', {});
  const warning = h('span', { class: 'chip warn', 'data-testid': 'proposal-demonstration' }, icon('warn'), t('proposal.demonstration'));
  const facts = h('div', { class: 'tiny muted', 'data-testid': 'proposal-facts' });
  const notices = h('div', { class: 'tiny notices', role: 'status', 'data-testid': 'proposal-notices' });
  const button = (name: string, kind: string, action: () => void) => {
    const [label, key] = [h('span', {}), h('kbd', {})];
    const element = h('button', { type: 'button', class: `btn s ${kind}`, 'data-testid': name, on: { click: action } }, label, ' ', key);
    return {
      element,
      show: (text: string, chord: string, isPrimary = false) => {
        label.textContent = text;
        key.textContent = chord;
        element.classList.toggle('primary', isPrimary);
      },
    };
  };
  const refuse = button('refuse-proposal', 'quiet', actions.refuse);
  const next = button('accept-next', '', actions.acceptNext);
  const look = button('look-next', 'primary', actions.look);
  const accept = button('accept-proposal', '', actions.acceptAll);
  refuse.show(t('proposal.refuse'), 'Esc');
  next.show(t('proposal.next'), '⇧↵');
  const bar = h('div', { class: 'prop', role: 'region', 'aria-label': t('proposal.title'), 'data-testid': 'proposal', hidden: true },
    hatch, h('div', { class: 'grow' }, h('div', { class: 'row' }, title, warning), facts, notices),
    h('div', { class: 'row decide' }, refuse.element, next.element, accept.element, look.element));

  store.watch(['proposal', 'slice', 'seenSlices', 'segments', 'segment', 'rules'], () => {
    const { proposal, slice } = store.state;
    bar.hidden = proposal === undefined;
    if (!proposal) return;
    title.textContent = titleOf(workspace, proposal);
    warning.hidden = !proposal.madeBy?.isDemonstration;
    hatch.style.setProperty('--c', workspace.segments.active.colour);
    const proposed = proposedSlices(workspace, proposal);
    const unseen = nextUnseen(workspace);
    next.element.hidden = proposal.masks.size > 1;
    look.element.hidden = unseen === undefined;
    if (unseen !== undefined) look.show(t('proposal.look', { n: imageNumber(unseen, workspace.sliceCount) }), '↵', true);
    const text = proposal.masks.size > 1 ? t('proposal.acceptAll', { n: proposed.length }) : t('proposal.accept');
    accept.show(text, unseen === undefined ? '↵' : '⇧↵', unseen === undefined);
    accept.element.disabled = !changesAnything(workspace, proposal);
    const found = factsOf(workspace, proposal, proposed, slice);
    if (facts.textContent !== found) announce(t('proposal.announce', { area: found }));
    facts.textContent = found;
    notices.replaceChildren(...proposal.notices.map(notice => h('div', {}, noticeText(notice, workspace.sliceCount))));
  });
  return bar;
}

function titleOf(workspace: Workspace, proposal: PendingProposal): string {
  if (proposal.model)
    return t('proposal.model', { model: proposal.madeBy?.name ?? proposal.model.id, n: proposal.masks.size });
  if (proposal.erases) return t('proposal.away', { tool: revisionName(proposal.tool) });
  const segment = workspace.segments.active;
  if (namesSegments(proposal)) return t('proposal.model', { model: revisionName(proposal.tool), n: proposal.masks.size });
  const title = t('proposal.to', { tool: revisionName(proposal.tool), n: segment.number, name: segmentName(segment) });
  return proposal.masks.size > 1 ? `${title} · ${t('strip.count', { n: proposal.masks.size })}` : title;
}

/** Whether it is for several segments at once. */
function namesSegments({ model, namesSegments: isSaid }: PendingProposal): boolean {
  return model !== null || isSaid === true;
}

/** What accepting would change on the slice on show, and which slice that is. */
function factsOf(workspace: Workspace, proposal: PendingProposal, proposed: readonly number[], slice: number): string {
  const number = (each: number) => imageNumber(each, workspace.sliceCount);
  if (proposed.length === 0) return TOOLS.find(tool => tool.id === proposal.tool)?.nothing?.() ?? t('proposal.nothingHere');
  if (!proposed.includes(slice)) return t('proposal.elsewhere', { n: number(slice), list: listOf(proposed.map(number)) });
  const { added, removed, kept } = effectOf(workspace, proposal, slice);
  const parts: string[] = [];
  const [takes, leaves] = [[] as string[], [] as string[]];
  for (const { number: of } of workspace.state.segments) {
    const change = added[of]! - removed[of]!;
    const amount = `${change < 0 ? '−' : '+'}${areaText(workspace, Math.abs(change))}`;
    if (namesSegments(proposal) && change !== 0) parts.push(`${of}: ${amount}`);
    else if (change > 0 || (proposal.erases && change < 0)) {
      const before = workspace.masks.pixelCounts(slice)[of]!;
      parts.push(amount, `${areaNumber(workspace, before)} → ${areaText(workspace, before + change)}`);
    } else if (change < 0) {
      takes.push(t('proposal.takes', { area: areaText(workspace, -change), n: of }));
    }
    if (kept[of]! > 0) leaves.push(t('proposal.leaves', { area: areaText(workspace, kept[of]!), n: of }));
  }
  if (parts.length === 0 && takes.length === 0 && leaves.length === 0) parts.push(t('proposal.already'));
  parts.push(...takes, ...leaves);
  if (proposal.strokes > 0) parts.push(proposal.strokes === 1 ? t('proposal.stroke') : t('proposal.strokes', { n: proposal.strokes }));
  if (proposal.elapsedMs !== undefined) parts.push(t('proposal.seconds', { s: formatNumber(proposal.elapsedMs / 1000, 2) }));
  return `${t('proposal.on', { n: number(slice) })}: ${parts.join(' · ')}`;
}

/** Image numbers, ascending: a few by name, many as a span. */
function listOf(numbers: readonly number[]): string {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted.length > 3 ? `${sorted[0]}–${sorted.at(-1)}` : sorted.join(', ');
}
