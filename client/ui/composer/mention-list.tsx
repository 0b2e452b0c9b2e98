import { Avatar } from '../people/avatar.tsx';
import { Announcer } from '../shared/announcer.tsx';
import { nameOf, type Person } from '../types.ts';
import { useUi } from '../ui-context.tsx';

interface MentionListProps {
  id: string;
  people: readonly Person[];
  active: number;
  onChoose: (person: Person) => void;
}

/** An option's id, by which the text box names the active one. */
export const optionId = (listId: string, index: number): string => `${listId}option${index}`;

/** The people who may be meant, above the text box. */
export function MentionList({ id, people, active, onChoose }: MentionListProps) {
  const { messages } = useUi();
  return (
    <>
      <div
        id={id}
        className="td-mentions"
        role="listbox"
        aria-label={messages.mentionSuggestions}
        hidden={people.length === 0}
      >
        {people.map((person, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text box's, where the focus stays
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div
            key={person.id}
            id={optionId(id, index)}
            role="option"
            aria-selected={index === active}
            className="td-menu-item"
            // A press must not take the focus out of the text box.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(person)}
          >
            <Avatar person={person} size={24} isDecorative />
            <span dir="auto">{nameOf(person)}</span>
          </div>
        ))}
      </div>
      <Announcer text={people.length === 0 ? '' : messages.suggestions(people.length)} />
    </>
  );
}
