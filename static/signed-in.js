// Runs in the tab in which a sign-in to TeamViewer has ended: tells the waiting components and closes the tab.
// They find out by themselves when they cannot be reached, and the page says what to do when it cannot be closed.

try {
  const channel = new BroadcastChannel("teamviewer");
  channel.postMessage({ type: "signedIn" });
  channel.close();
} catch (error) {
  console.warn("No channel to the waiting page:", error);
}

try {
  // For browsers without a channel between the two: a changed value is an event in the other page.
  localStorage.setItem("teamviewer.signedIn", String(Date.now()));
} catch (error) {
  console.warn("No storage to tell the waiting page by:", error);
}

window.close();
