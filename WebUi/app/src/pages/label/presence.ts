import type { Attendance, Person } from '../../contracts/services.ts';
import { joinLabel, onLive, sayHere } from '../../api/live.ts';
import { formatTime, t } from '../../i18n/i18n.ts';
import { imageNumber } from '../../geometry/voxelGrid.ts';
import { newId } from '../../api/newId.ts';
import { holderOf, initialOf, othersOf } from '../../state/people.ts';
import type { Workspace } from '../../state/workspace.ts';
import { element, h, icon } from '../../ui/dom.ts';
import { decideFirst } from './waitingDialog.ts';

const SAY_AFTER_MS = 250;

/**
 * Others at this label (docs/adr/0006): says where this person is, shows where they are, and lets whoever comes second look on
 * until they choose to work too. Nobody is locked out.
 */
export function mountPresence(workspace: Workspace, banners: HTMLElement): void {
  const { store, label } = workspace;
  const pageId = newId();
  let me: Attendance | undefined;
  let everybody: readonly Attendance[] = [];
  let hasDecided = !workspace.mayEdit;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const say = async () => {
    const isWorking = workspace.canEdit;
    const since = me?.isWorking === isWorking ? me.since : null;
    me = await sayHere(label.id, pageId, store.state.slice, isWorking, since) ?? me;
    show();
  };
  const show = () => {
    if (!me) return;
    const people = othersOf(everybody, me.person.id);
    const isHere = everybody.some(here => here.pageId === me!.pageId);
    if (!hasDecided && isHere) {
      hasDecided = true;
      const holder = holderOf(everybody);
      if (holder && holder.person.id !== me.person.id && !workspace.hasChanges) watch(workspace, true);
    }
    store.set({ people });
  };
  void onLive('peopleChanged', change => {
    if (change.labelId !== label.id) return;
    everybody = change.people;
    show();
  });
  void joinLabel(label.id, () => void say());
  store.watch(['slice', 'isWatching'], () => {
    clearTimeout(timer);
    timer = setTimeout(() => void say(), SAY_AFTER_MS);
  });

  mountAvatars(workspace);
  banners.append(banner(workspace));
}

/** Looking on puts the tools away; working takes the brush up again. */
function watch(workspace: Workspace, isWatching: boolean): void {
  void decideFirst(workspace).then(isDecided => {
    if (isDecided) workspace.store.set({ isWatching, tool: isWatching ? 'window' : 'brush' });
  });
}

/** In the top bar, a round picture for each; its list says where they are and leads there. */
function mountAvatars(workspace: Workspace): void {
  const place = element('people');
  if (!place) return;
  const { store } = workspace;
  const list = h('div', { class: 'pop menu people-menu', id: 'people-menu', popover: 'auto' });
  const button = h('button', { type: 'button', class: 'avs', 'data-testid': 'people', popovertarget: 'people-menu' });
  store.watch(['people', 'isWatching'], () => {
    const { people, isWatching } = store.state;
    place.hidden = people.length === 0;
    const texts = people.map(here => describe(workspace, here));
    button.setAttribute('aria-label', t('people.here', { list: texts.join(', ') }));
    button.title = t('people.here', { list: texts.join(', ') });
    button.replaceChildren(...people.slice(0, 4).map(here => avatar(workspace, here.person)));
    list.replaceChildren(...people.map((here, n) => h('button', {
      type: 'button', 'data-testid': `person-${here.person.name}`, on: { click: () => workspace.goTo(here.slice) },
    }, avatar(workspace, here.person), texts[n]!)));
    if (!workspace.mayEdit) return;
    list.append(h('hr'), h('button', { type: 'button', 'data-testid': 'release', on: { click: () => watch(workspace, !isWatching) } },
      icon(isWatching ? 'brush' : 'eye', 's'), t(isWatching ? 'people.workToo' : 'people.release')));
  });
  place.replaceChildren(button, list, h('span', { class: 'vsep' }));
}

function describe(workspace: Workspace, { person, slice, isWorking }: Attendance): string {
  return t(isWorking ? 'people.working' : 'people.looking', { name: person.name, n: imageNumber(slice, workspace.sliceCount) });
}

/** @returns a circle with the first letter, edged in a colour that stays with the person */
export function avatar(workspace: Workspace, person: Person): HTMLElement {
  const colours = workspace.state.segments;
  const circle = h('span', { class: 'av', 'aria-hidden': 'true' }, initialOf(person.name));
  let hash = 0;
  for (const character of person.id) hash = (hash * 31 + character.codePointAt(0)!) >>> 0;
  if (colours.length > 0) circle.style.borderColor = colours[hash % colours.length]!.colour;
  return circle;
}

/** Says above the picture why nothing can be drawn, and what to do about it. */
function banner(workspace: Workspace): HTMLElement {
  const { store } = workspace;
  const text = h('span', { class: 'grow' });
  const action = h('button', { type: 'button', class: 'btn s', 'data-testid': 'work-here', on: { click: () => watch(workspace, false) } });
  const note = h('div', { class: 'note info here', role: 'status', 'data-testid': 'watching', hidden: true },
    icon('eye', 's'), text, action);
  store.watch(['isWatching', 'people'], () => {
    const { isWatching, people } = store.state;
    const holder = holderOf(people);
    note.hidden = !isWatching && workspace.mayEdit;
    action.hidden = !workspace.mayEdit;
    action.textContent = t(holder ? 'people.workToo' : 'people.takeOver');
    const watched = holder && t('people.watching', {
      name: holder.person.name, n: imageNumber(holder.slice, workspace.sliceCount),
      time: formatTime(new Date(holder.since)).slice(0, 5),
    });
    text.textContent = !workspace.mayEdit ? t('people.readOnly') : watched ?? t('people.released');
  });
  return note;
}
