import type { CSSProperties } from 'react';
import { Avatar } from '../people/avatar.tsx';
import { hueOf, initialsOf } from '../people/initials.ts';
import { distanceText } from '../shared/formats.ts';
import { nameOf, type UiPlace } from '../types.ts';
import { useUi } from '../ui-context.tsx';
import { type PlacedPerson, type Projection, projectPlaces } from './project-places.ts';

/** Props of `LocationMap`. */
export interface LocationMapProps {
  places: readonly UiPlace[];
  /** In CSS pixels; it is drawn as wide as there is room. @default 480 */
  width?: number;
  /** In CSS pixels. @default 280 */
  height?: number;
}

/** Where people are to one another, with how exactly that is known. It has no streets, and so asks no map server who is where. */
export function LocationMap({ places, width = 480, height = 280 }: LocationMapProps) {
  const { messages, locale } = useUi();
  const { people, scale } = projectPlaces(places, width, height);
  return (
    <figure className="td td-map">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={messages.map(places.length)}>
        <Grid width={width} height={height} step={scale.length} />
        {people.map((each) => (
          <Marker key={each.place.person.id} placed={each} />
        ))}
        <Scale scale={scale} text={distanceText(scale.meters, locale)} height={height} />
      </svg>
      <ul className="td-map-people">
        {places.map(({ person, accuracyMeters, isStale }) => (
          <li key={person.id}>
            <Avatar person={person} size={24} isDecorative />
            <span dir="auto">{nameOf(person)}</span>
            <span className="td-quiet">
              {[
                accuracyMeters != null && messages.accuracy(distanceText(accuracyMeters, locale)),
                isStale === true && messages.stale,
              ]
                .filter(Boolean)
                .join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

function Grid({ width, height, step }: { width: number; height: number; step: number }) {
  const lines = (length: number) =>
    Array.from(
      { length: Math.floor(length / 2 / step) * 2 + 1 },
      (_, index, count = Math.floor(length / 2 / step)) => length / 2 + (index - count) * step,
    );
  return (
    <g className="td-map-grid">
      {lines(width).map((x) => (
        <line key={`x${x}`} x1={x} x2={x} y1={0} y2={height} />
      ))}
      {lines(height).map((y) => (
        <line key={`y${y}`} x1={0} x2={width} y1={y} y2={y} />
      ))}
    </g>
  );
}

function Marker({ placed: { place, x, y, radius } }: { placed: PlacedPerson }) {
  const { person, headingDegrees, isStale } = place;
  return (
    <g
      className="td-map-marker"
      data-stale={isStale || undefined}
      style={{ '--td-avatar-hue': hueOf(person.id) } as CSSProperties}
      transform={`translate(${x} ${y})`}
    >
      <circle className="td-map-accuracy" r={radius} />
      {headingDegrees != null && (
        <path className="td-map-heading" d="M0-24 6-14-6-14Z" transform={`rotate(${headingDegrees})`} />
      )}
      <circle className="td-map-dot" r={13} />
      <text textAnchor="middle" dominantBaseline="central">
        {initialsOf(nameOf(person))}
      </text>
    </g>
  );
}

function Scale({ scale, text, height }: { scale: Projection['scale']; text: string; height: number }) {
  const y = height - 14;
  return (
    <g className="td-map-scale">
      <path d={`M14 ${y - 5}v5h${scale.length}v-5`} />
      <text x={14 + scale.length / 2} y={y - 6} textAnchor="middle">
        {text}
      </text>
    </g>
  );
}
