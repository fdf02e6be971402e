// Unquoted dates: Go's yaml takes them for points in time, and docker prints those in Go's long form.

const date = /^(\d{4})-(\d{1,2})-(\d{1,2})/;
const clock = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d{1,9}))?/;
const zone = /^(?:Z|([-+])(\d{2}):(\d{2}))$/;

/** How docker prints an unquoted date or time; undefined if the text is neither. */
export function goTime(source: string): string | undefined {
  const day = date.exec(source);
  if (day === null || !isDay(Number(day[1]), Number(day[2]), Number(day[3]))) return undefined;
  const printedDay = `${day[1]}-${two(day[2])}-${two(day[3])}`;
  const rest = source.slice(day[0].length);
  if (rest === "") return `${printedDay} 00:00:00 +0000 UTC`;
  const time = clock.exec(rest.slice(1));
  if (time === null || !isClock(time)) return undefined;
  const offset = printedZone(rest[0], rest.slice(1 + time[0].length));
  if (offset === undefined) return undefined;
  const fraction = (time[4] ?? "").replace(/0+$/, "");
  const printedClock = [two(time[1]), two(time[2]), two(time[3])].join(":");
  return `${printedDay} ${printedClock}${fraction === "" ? "" : `.${fraction}`} ${offset}`;
}

const two = (digits: string | undefined): string => (digits ?? "").padStart(2, "0");

function isDay(year: number, month: number, day: number): boolean {
  return (
    month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
  );
}

function isClock([, hour, minute, second]: RegExpExecArray): boolean {
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}

/** After a T a zone must follow, after a blank none may. */
function printedZone(separator: string | undefined, text: string): string | undefined {
  if (separator === " ") return text === "" ? "+0000 UTC" : undefined;
  if (separator !== "T" && separator !== "t") return undefined;
  const [match, sign, hours, minutes] = zone.exec(text) ?? [];
  if (match === undefined) return undefined;
  const offset = `${sign}${hours}${minutes}`;
  return sign === undefined || /^.0000$/.test(offset) ? "+0000 UTC" : `${offset} ${offset}`;
}
