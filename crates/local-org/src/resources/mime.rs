//! MIME types of files inside static resources.

/// What Salesforce answers for `.wasm` in a static resource is not documented, so this org answers the least
/// helpful type: whoever instantiates a module must not rely on `application/wasm` (that is, must not stream).
const WASM: &str = "application/octet-stream";

/// The type by file extension.
pub fn of(path: &str) -> &'static str {
    let extension = path
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("js" | "mjs") => "text/javascript",
        Some("css") => "text/css",
        Some("html" | "htm") => "text/html",
        Some("json" | "map") => "application/json",
        Some("txt") => "text/plain",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("gif") => "image/gif",
        Some("ico") => "image/x-icon",
        Some("woff") => "font/woff",
        Some("woff2") => "font/woff2",
        Some("wasm") => WASM,
        _ => "application/octet-stream",
    }
}
