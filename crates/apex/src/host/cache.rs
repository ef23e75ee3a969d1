//! Platform Cache as it crosses the border between Apex and the org.

/// Which cache a key belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CacheScope {
    /// `Cache.Org`: shared by all users.
    Org,
    /// `Cache.Session`: of one sign-in of one user.
    Session,
}
