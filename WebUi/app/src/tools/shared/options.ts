import { t } from '../../i18n/i18n.ts';
import type { Workspace } from '../../state/workspace.ts';
import type { ToolPage } from './page.ts';

/** Says something in the page's language. */
export type Text = () => string;

/** What one tool lets a person set (or several tools that are set together), with what it is at first. */
export class Options<Values extends object> {
  private readonly owner: string;
  private readonly defaults: Values;

  /** @param owner the tool's id; another name where several tools are set together */
  constructor(owner: string, defaults: Values) {
    this.owner = owner;
    this.defaults = defaults;
  }

  of({ state }: Workspace): Values {
    return (state.options[this.owner] as Values | undefined) ?? this.defaults;
  }

  set(workspace: Workspace, change: Partial<Values>): void {
    const { store } = workspace;
    store.set({ options: { ...store.state.options, [this.owner]: { ...this.of(workspace), ...change } } });
  }

  range<Key extends KeyOf<Values, number>>(key: Key, range: Omit<RangeOption, 'kind' | keyof Bound<number>>): RangeOption {
    return { kind: 'range', ...range, ...this.bind<number>(key) };
  }

  number<Key extends KeyOf<Values, number | null>>(key: Key, number: Omit<NumberOption, 'kind' | keyof Bound<number>>): NumberOption {
    return { kind: 'number', ...number, ...this.bind<number | null>(key) };
  }

  check<Key extends KeyOf<Values, boolean>>(key: Key, label: Text): CheckOption {
    return { kind: 'check', label, ...this.bind<boolean>(key) };
  }

  choice<Key extends KeyOf<Values, string>>(key: Key, label: Text, choices: Readonly<Record<Values[Key] & string, Text>>): ChoiceOption {
    return { kind: 'choice', label, choices, ...this.bind<string>(key) };
  }

  private bind<Value>(key: keyof Values & string): Bound<Value> {
    return {
      key, of: workspace => this.of(workspace)[key] as Value,
      set: (workspace, value) => this.set(workspace, { [key]: value } as unknown as Partial<Values>),
    };
  }
}

type KeyOf<Values, Value> = { [Key in keyof Values]: Values[Key] extends Value ? Key : never }[keyof Values] & string;

interface Bound<Value> {
  readonly key: string;
  readonly of: (workspace: Workspace) => Value;
  readonly set: (workspace: Workspace, value: Value) => void;
}

interface RangeOption extends Bound<number> {
  readonly kind: 'range'; readonly label: Text; readonly min: number; readonly max: number; readonly step: number; readonly unit: string;
  /** Where another option switches it on: the size in px or mm. */
  readonly when?: (workspace: Workspace) => boolean;
}
/** A number that may be left empty; then it is the one that stands behind it. */
interface NumberOption extends Bound<number | null> {
  readonly kind: 'number'; readonly label: Text; readonly step: number; readonly otherwise: (workspace: Workspace) => number | null;
}
interface CheckOption extends Bound<boolean> {
  readonly kind: 'check'; readonly label: Text;
  /** Where there is nothing to choose. */
  readonly isHidden?: (workspace: Workspace) => boolean;
}
interface ChoiceOption extends Bound<string> {
  readonly kind: 'choice'; readonly label: Text; readonly choices: Readonly<Record<string, Text>>;
}

/** Something in the options bar, while its tool is in hand. */
export type OptionSpec =
  | RangeOption | NumberOption | CheckOption | ChoiceOption
  /** Does what Enter does while nothing is proposed. */
  | { readonly kind: 'run'; readonly label: Text }
  /** Which pixels may be painted over, by hand or by what is proposed. */
  | { readonly kind: 'over'; readonly key: 'paintOver' | 'proposeOver' }
  /** The models, and how far one is. */
  | { readonly kind: 'models' }
  /** A button that works at once. */
  | { readonly kind: 'action'; readonly id: string; readonly label: Text; readonly run: (page: ToolPage) => void };

// What holds whatever tool is in hand, in the bars of those that heed it.
export const HU_LOCK: CheckOption = {
  kind: 'check', key: 'huLock', label: () => t('option.huLock'), isHidden: workspace => !workspace.voxels.hasHu,
  of: ({ state }) => state.rules.huLock, set: (workspace, isOn) => workspace.setRules({ huLock: isOn }),
};
export const PAINT_OVER: OptionSpec = { kind: 'over', key: 'paintOver' };
export const PROPOSE_OVER: OptionSpec = { kind: 'over', key: 'proposeOver' };
