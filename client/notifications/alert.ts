import type { NotificationState } from '../store/state.ts';

type Priority = NotificationState['priority'];

const beeps: Record<Priority, number> = { LOW: 0, NORMAL: 1, HIGH: 2, URGENT: 3 };
const beepSeconds = 0.12;
const hertz = 880;
let audio: AudioContext | null = null;

/**
 * Beeps by the Web Audio API: not for LOW, once, twice for HIGH, three times for URGENT. Browsers let a page be heard only after
 * somebody has touched it.
 */
export function beep(priority: Priority): void {
  if (typeof AudioContext === 'undefined') return;
  audio ??= new AudioContext();
  for (let number = 0; number < (beeps[priority] ?? 1); number += 1) {
    const from = audio.currentTime + number * 2 * beepSeconds;
    const tone = new OscillatorNode(audio, { frequency: hertz });
    const loudness = new GainNode(audio, { gain: 0.1 });
    // Ends softly: a tone that is cut off clicks.
    loudness.gain.setValueAtTime(0.1, from).exponentialRampToValueAtTime(0.001, from + beepSeconds);
    tone.connect(loudness).connect(audio.destination);
    tone.start(from);
    tone.stop(from + beepSeconds);
  }
}

/** Vibrates where the device can, and where somebody has touched the page: once for HIGH, three times for URGENT. */
export function vibrate(priority: Priority): void {
  if (typeof navigator === 'undefined' || navigator.vibrate === undefined) return;
  if (priority === 'HIGH') navigator.vibrate(200);
  if (priority === 'URGENT') navigator.vibrate([200, 100, 200, 100, 200]);
}
