//! The feed of a record: what people posted on it.

use apex::host::{AccessMode, Bind, Data, Field, Host, HostError, Query, QueryResult, Record, Sharing};
use indexmap::IndexMap;
use maud::{Markup, html};

use super::show;

/// Posts shown.
const MOST: usize = 50;

/// One post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Id of the feed item.
    pub id: String,
    /// Name of the author.
    pub author: String,
    /// When, as the shell writes times.
    pub at: String,
    /// Text.
    pub body: String,
}

/// The feed of a record that the user may see, newest first; `None` where the org has no Chatter.
///
/// # Errors
/// When the query is refused.
pub fn of_record(host: &mut dyn Host, id: &str) -> Result<Option<Vec<Post>>, HostError> {
    if host.describe("FeedItem").is_none() {
        return Ok(None);
    }
    let soql = format!(
        "SELECT Id, Body, CreatedDate, CreatedBy.Name FROM FeedItem WHERE ParentId = :id \
         ORDER BY CreatedDate DESC, Id DESC LIMIT {MOST}"
    );
    let binds = IndexMap::from([("id".to_owned(), Bind::One(Data::Id(id.to_owned())))]);
    // Who may see a record may see its feed.
    let query = Query {
        soql: &soql,
        binds: &binds,
        access: AccessMode::System,
        sharing: Sharing::Ignored,
    };
    let QueryResult::Rows { rows, .. } = host.query(&query)? else {
        return Ok(Some(Vec::new()));
    };
    Ok(Some(rows.iter().map(post).collect()))
}

fn post(row: &Record) -> Post {
    let text = |name: &str| show::data(row, name).map(show::text).unwrap_or_default();
    let author = match row.fields.get("CreatedBy") {
        Some(Field::Parent(Some(user))) => show::data(user, "Name").map(show::text).unwrap_or_default(),
        _ => String::new(),
    };
    Post {
        id: text("Id"),
        author,
        at: text("CreatedDate"),
        body: text("Body"),
    }
}

/// Shows a feed.
pub fn show(feed: Option<&[Post]>, number: u32) -> Markup {
    let title = format!("feed-{number}");
    html! {
        section class="slds-card slds-p-around_medium" aria-labelledby=(title) data-feed {
            h2 id=(title) class="slds-text-heading_small slds-m-bottom_small" { "Chatter" }
            @match feed {
                None => p { "Chatter is turned off in this org." },
                Some([]) => p { "Nobody has posted yet." },
                Some(posts) => ul class="org-feed" {
                    @for post in posts {
                        li data-post=(post.id) {
                            p class="org-feed__head" { strong { (post.author) } " " span { (post.at) } }
                            p class="org-feed__body" { (post.body) }
                        }
                    }
                },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_cannot_write_markup() {
        let post = Post {
            id: "0D5".into(),
            author: "Ann".into(),
            at: "now".into(),
            body: "<script>".into(),
        };
        let html = show(Some(&[post]), 1).into_string();
        assert!(html.contains("&lt;script&gt;"), "{html}");
        assert!(show(Some(&[]), 1).into_string().contains("Nobody has posted"));
        assert!(show(None, 1).into_string().contains("turned off"));
    }
}
