//! The modules that the platform makes for components: labels and Apex methods.

/// A module whose default export is a text.
pub fn text(value: &str) -> String {
    format!("export default {};\n", literal(value))
}

/// A module whose default export calls an Apex method, and is a wire adapter when the method may be cached.
pub fn apex(address: &str, cacheable: bool) -> String {
    format!(
        "import {{ apexMethod }} from \"/shell/apex.js\";\nexport default apexMethod({}, {cacheable});\n",
        literal(address)
    )
}

/// A text as JavaScript writes it; JSON is a part of it.
fn literal(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_stays_a_text() {
        assert_eq!(
            text("a\"b\\\n</script>"),
            "export default \"a\\\"b\\\\\\n</script>\";\n"
        );
    }
}
