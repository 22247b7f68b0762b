// Shows "there may be news" when the server says so. Without script, one looks again when one likes.
const notice = document.querySelector("[data-news]");
if (notice) {
  const stream = new EventSource(notice.dataset.news);
  stream.addEventListener("look", () => { notice.hidden = false; });
  addEventListener("pagehide", () => stream.close());
}
