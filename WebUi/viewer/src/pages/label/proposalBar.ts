import { segmentName, t } from '../../i18n/i18n.ts';
import { noticeText } from '../../i18n/notices.ts';
import { effectOf } from '../../state/proposals.ts';
import type { PendingProposal } from '../../state/labelState.ts';
import type { Workspace } from '../../state/workspace.ts';
import { revisionToolName } from '../../tools/catalogue.ts';
import { formatNumber, h } from '../../ui/dom.ts';
import { announce } from '../../ui/notices.ts';
import { areaNumber, areaText } from './segmentsPanel.ts';

export interface ProposalActions { readonly accept: () => void; readonly acceptNext: () => void; readonly refuse: () => void }

/** What a tool proposes, in numbers, and the decision of a person. */
export function proposalBar(workspace: Workspace, actions: ProposalActions): HTMLElement {
  const { store } = workspace;
  const hatch = h('span', { class: 'hatch' });
  const title = h('b', {});
  const facts = h('div', { class: 'tiny muted', 'data-testid': 'proposal-facts' });
  const button = (name: string, kind: string, label: string, key: string, action: () => void) =>
    h('button', { type: 'button', class: `btn s ${kind}`, 'data-testid': name, on: { click: action } }, label, ' ', h('kbd', {}, key));
  const next = button('accept-next', '', t('proposal.next'), '⇧↵', actions.acceptNext);
  const accept = button('accept-proposal', 'primary', t('proposal.accept'), '↵', actions.accept);
  const notices = h('div', { class: 'tiny notices', role: 'status', 'data-testid': 'proposal-notices' });
  const bar = h('div', { class: 'prop', role: 'region', 'aria-label': t('proposal.title'), 'data-testid': 'proposal', hidden: true },
    hatch, h('div', {}, title, facts, notices), button('refuse-proposal', 'quiet', t('proposal.refuse'), 'Esc', actions.refuse), next, accept);

  store.watch(['proposal', 'slice', 'segments'], () => {
    const { proposal } = store.state;
    bar.hidden = proposal === undefined;
    if (!proposal) return;
    title.textContent = titleOf(workspace, proposal);
    hatch.style.setProperty('--c', workspace.activeSegment.colour);
    next.hidden = proposal.masks.size > 1;
    const text = factsOf(workspace, proposal);
    facts.textContent = text;
    notices.replaceChildren(...proposal.notices.map(notice => h('div', {}, noticeText(notice, workspace.sliceCount))));
    accept.disabled = [...proposal.masks.values()].every(mask => !mask.some(label => label !== 0));
    announce(t('proposal.announce', { area: text }));
  });
  return bar;
}

function titleOf(workspace: Workspace, proposal: PendingProposal): string {
  if (proposal.model)
    return t('proposal.model', { model: proposal.model.id, n: proposal.masks.size });
  if (proposal.erases) return t('proposal.away', { tool: t(revisionToolName(proposal.tool)!) });
  const segment = workspace.activeSegment;
  if (namesSegments(proposal)) return t('proposal.model', { model: t(revisionToolName(proposal.tool)!), n: proposal.masks.size });
  const title = t('proposal.to', { tool: t(revisionToolName(proposal.tool)!), n: segment.number, name: segmentName(segment) });
  return proposal.masks.size > 1 ? `${title} · ${t('strip.count', { n: proposal.masks.size })}` : title;
}

/** Whether it is for several segments at once. */
function namesSegments({ model, tool }: PendingProposal): boolean {
  return model !== null || tool === 'seeds';
}

function factsOf(workspace: Workspace, proposal: PendingProposal): string {
  const slice = proposal.masks.has(workspace.state.slice) ? workspace.state.slice : [...proposal.masks.keys()][0]!;
  const { added, removed } = effectOf(workspace, proposal, slice);
  const parts: string[] = [];
  for (const { number } of workspace.state.segments) {
    if (added[number] === 0 && removed[number] === 0) continue;
    if (!namesSegments(proposal) && !proposal.erases && added[number] === 0) continue;
    const before = workspace.pixelCounts(slice)[number]!;
    const change = added[number]! - removed[number]!;
    const amount = `${change < 0 ? '−' : '+'}${areaText(workspace, Math.abs(change))}`;
    parts.push(namesSegments(proposal) ? `${number}: ${amount}` : amount);
    if (!namesSegments(proposal)) parts.push(`${areaNumber(workspace, before)} → ${areaText(workspace, before + change)}`);
  }
  if (parts.length === 0) {
    if (proposal.masks.get(slice)!.some(label => label !== 0)) return t('proposal.already');
    return t(proposal.tool === 'grab-cut' ? 'proposal.needsStroke' : proposal.tool === 'back-projection' ? 'proposal.nothing' : 'proposal.nothingHere');
  }
  if (proposal.strokes > 0) parts.push(proposal.strokes === 1 ? t('proposal.stroke') : t('proposal.strokes', { n: proposal.strokes }));
  if (proposal.elapsedMs !== undefined) parts.push(t('proposal.seconds', { s: formatNumber(proposal.elapsedMs / 1000, 2) }));
  return parts.join(' · ');
}
