//! The pinned versions of what is not in a lock file.

/// Must equal the `wasm-bindgen` of Cargo.lock: the two speak an unstable format. A test compares them.
pub const WASM_BINDGEN: &str = "0.2.130";

/// Newer ones want a newer compiler than the workspace's `rust-version`.
pub const TRUNK: &str = "0.21.14";

/// The oldest Node that the npm packages of package.json accept.
pub const NODE_MAJOR: u32 = 20;

/// The oldest Java that Salesforce's checkers run on.
pub const JAVA_MAJOR: u32 = 17;

#[cfg(test)]
mod tests {
    #[test]
    fn wasm_bindgen_is_the_one_of_the_lock_file() {
        let lock = include_str!("../../../../Cargo.lock");
        let entry = format!("name = \"wasm-bindgen\"\nversion = \"{}\"\n", super::WASM_BINDGEN);
        assert!(
            lock.contains(&entry),
            "set WASM_BINDGEN to the version in Cargo.lock"
        );
    }

    #[test]
    fn node_is_the_one_of_package_json() {
        let package: serde_json::Value =
            serde_json::from_str(include_str!("../../../../package.json")).unwrap();
        assert_eq!(package["engines"]["node"], format!(">={}", super::NODE_MAJOR));
    }
}
