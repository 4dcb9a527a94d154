// The day an article was published, as the page tells machines.

const METAS = ['meta[property="article:published_time"]', 'meta[itemprop="datePublished"]', 'meta[name="date"]', 'meta[name="dc.date"]', 'meta[name="pubdate"]'];

/** YYYY-MM-DD, or undefined where the page says none. */
export function publishedOn(document: Document): string | undefined {
  const told = METAS.map((selector) => document.querySelector(selector)?.getAttribute("content"));
  told.push(document.querySelector("time[itemprop=datePublished], article time[datetime]")?.getAttribute("datetime"));
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    // Looked up, not parsed: such data is often broken.
    told.push(/"datePublished"\s*:\s*"([^"]+)"/.exec(script.textContent ?? "")?.[1]);
  }
  for (const value of told) {
    const day = /^\s*(\d{4}-\d{2}-\d{2})(?!\d)/.exec(value ?? "")?.[1];
    if (day && isDay(day)) return day;
  }
  return undefined;
}

function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
