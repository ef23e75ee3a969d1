// Runs in the tab in which a sign-in to TeamViewer has ended: tells the waiting components and closes the tab.
// They find out by themselves when they cannot be reached, and the page says what to do when it cannot be closed.

try {
  const channel = new BroadcastChannel("teamviewer");
  channel.postMessage({ type: "signedIn" });
  channel.close();
} catch {
  // A browser without channels: a changed value is an event in the other page. Never both, since each piece of
  // news makes every waiting page ask.
  try {
    localStorage.setItem("teamviewer.signedIn", String(Date.now()));
  } catch (error) {
    console.warn("No way to tell the waiting page:", error);
  }
}

window.close();
