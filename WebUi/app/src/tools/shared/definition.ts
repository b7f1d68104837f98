import type { MessageKey } from '../../i18n/i18n.ts';
import type { Chord } from '../../settings/chord.ts';
import type { OptionSpec, Text } from './options.ts';
import type { ToolPage } from './page.ts';
import type { Tool } from './tool.ts';

/** Something that can be done by key or by name, besides taking the tool. */
export interface ToolCommand {
  /** Stable: people's own keys are stored under it. */
  readonly id: string;
  readonly group: MessageKey;
  readonly title: Text;
  readonly family?: Text;
  readonly keys: readonly Chord[];
  /** Its keys are others' while another tool is in hand. */
  readonly whileInHand?: true;
  readonly run: (page: ToolPage, tool: Tool) => void;
}

/** What a folder of `tools/` says of its tool; rail, options bar, keys and history are made from it. */
export interface ToolDefinition<Id extends string = string> {
  /** Stable: revisions and people's own keys are stored under it. */
  readonly id: Id;
  readonly icon: string;
  /** Takes the tool; one without has to be pressed in the rail. */
  readonly key?: Chord;
  /** Only looks (and so is for everybody), draws at once, or proposes. */
  readonly group: 'view' | 'draw' | 'assist';
  readonly name: Text;
  /** What to do with it, at the end of the options bar. */
  readonly hint?: Text;
  readonly options: readonly OptionSpec[];
  readonly commands?: readonly ToolCommand[];
  /** Said where it found nothing, if it has something to advise. */
  readonly nothing?: Text;
  /** The names of its revisions that carry another one than its own. */
  readonly revisions?: Readonly<Record<string, Text>>;
  readonly create: (page: ToolPage) => Tool;
}

/** Checks a tool's definition and keeps its id as a type. */
export function defineTool<const Id extends string>(definition: ToolDefinition<Id>): ToolDefinition<Id> {
  return definition;
}
