//! Static resources over HTTP.

use crate::harness::{AGENT, Browser, Harness, PAGES};

#[test]
fn files_of_an_archive_have_types_and_may_be_kept() {
    let harness = Harness::start();
    let page = harness.page(&harness.login(AGENT), "/apex/Hello").body;
    let start = page.find("/resource/").expect("an address");
    let address = page[start..].split('"').next().expect("its end").to_owned();
    assert!(address.ends_with("/App/sub/app.css"), "{address}");
    let css = harness.get(&Browser::default(), PAGES, &address);
    assert_eq!(css.header("content-type"), Some("text/css; charset=utf-8"));
    assert!(css.header("cache-control").expect("caching").contains("public"));
    let etag = css.header("etag").expect("an etag").to_owned();
    assert_eq!(
        harness
            .send("GET", PAGES, &address, "", &[("If-None-Match", &etag)], "")
            .status,
        304
    );
    let base = address.strip_suffix("/sub/app.css").expect("base");
    let get = |path: &str| harness.get(&Browser::default(), PAGES, &format!("{base}{path}"));
    assert_eq!(
        get("/boot.js").header("content-type"),
        Some("text/javascript; charset=utf-8")
    );
    assert_eq!(
        get("/app.wasm").header("content-type"),
        Some("application/octet-stream")
    );
    for missing in [
        "/none.js",
        "/../App.resource-meta.xml",
        "/%2e%2e/App.resource-meta.xml",
        "",
    ] {
        assert_eq!(get(missing).status, 404, "{missing}");
    }
}
