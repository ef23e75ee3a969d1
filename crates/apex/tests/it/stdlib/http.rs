//! `HttpRequest`, `HttpResponse`, `Http`, `Url`, `PageReference`.

use super::{answer, check};

#[test]
fn requests() {
    let statements = "HttpRequest r = new HttpRequest(); r.setEndpoint('callout:X/y'); r.setMethod('POST'); r.setHeader('Accept', 'a');\
        r.setHeader('accept', 'b'); r.setBody('é'); r.setTimeout(5000);\
        return r.getEndpoint() + r.getMethod() + r.getHeader('ACCEPT') + r.getBody() + r.getBodyAsBlob().size() + r;";
    assert_eq!(
        answer(statements, ""),
        "callout:X/yPOSTbé2System.HttpRequest[Endpoint=callout:X/y, Method=POST]"
    );
    let null = "HttpRequest r = new HttpRequest(); r.setEndpoint(null); return null;";
    assert_eq!(
        answer(null, ""),
        "System.NullPointerException: null argument for HttpRequest.setEndpoint()"
    );
}

#[test]
fn sends() {
    let statements = "HttpRequest r = new HttpRequest(); r.setEndpoint('https://x.example/a'); r.setMethod('GET'); HttpResponse a = new Http().send(r);\
        return a.getStatusCode() + a.getStatus() + a.getBody() + a.getHeader('content-type') + a.getHeader('x-many') + a.getHeaderKeys() + a.getHeader('no');";
    assert_eq!(
        answer(statements, ""),
        "201CreatedGET https://x.example/atext/plain1,2(Content-Type, X-Many)null"
    );
    let timeout = "HttpRequest r = new HttpRequest(); r.setEndpoint('https://x.example/timeout'); r.setMethod('GET');\
        try { new Http().send(r); } catch (CalloutException e) { return e.getTypeName() + e.getMessage(); } return null;";
    assert_eq!(answer(timeout, ""), "System.CalloutExceptionRead timed out");
}

#[test]
fn responses() {
    let statements = "HttpResponse r = new HttpResponse(); r.setStatusCode(404); r.setStatus('Not Found'); r.setBody('{}'); r.setHeader('A', 'b');\
        return r.getStatusCode() + r.getStatus() + r.getBody() + r.getHeader('a') + r;";
    assert_eq!(
        answer(statements, ""),
        "404Not Found{}bSystem.HttpResponse[Status=Not Found, StatusCode=404]"
    );
}

#[test]
fn urls() {
    check(&[
        (
            "new Url('https://a.example:8443/p/q?x=1#r').getHost()",
            "a.example",
        ),
        ("new Url('https://a.example:8443/p/q?x=1#r').getPort()", "8443"),
        (
            "new Url('https://a.example:8443/p/q?x=1#r').getFile()",
            "/p/q?x=1",
        ),
        ("new Url('https://a.example/p').getQuery()", "null"),
        (
            "new Url('a.example')",
            "System.StringException: no protocol: a.example",
        ),
        (
            "Url.getOrgDomainUrl().toExternalForm()",
            "http://c.orgmydomain.force.localhost:8600",
        ),
        (
            "DomainCreator.getVisualforceHostname('tvr')",
            "tvr.visualforce.force.localhost:8600",
        ),
        (
            "DomainCreator.getLightningHostname()",
            "c.lightning.force.localhost:8600",
        ),
    ]);
}

#[test]
fn pages() {
    check(&[
        ("Page.Welcome.getUrl()", "/apex/Welcome"),
        ("ApexPages.currentPage()", "null"),
        (
            "new PageReference('/apex/x?id=1&a=b+c#top').getParameters().get('a')",
            "b c",
        ),
        (
            "new PageReference(new Account(Id = '001000000000001')).getUrl()",
            "/001000000000001AAA",
        ),
        (
            "new ApexPages.StandardController(new Account(Id = '001000000000001')).getId()",
            "001000000000001AAA",
        ),
    ]);
    let statements = "PageReference p = Page.Welcome; p.getParameters().put('q', 'a b&c'); p.setRedirect(true); return p.getUrl() + p.getRedirect() + p;";
    assert_eq!(
        answer(statements, ""),
        "/apex/Welcome?q=a+b%26ctrueSystem.PageReference[/apex/Welcome?q=a+b%26c]"
    );
}
