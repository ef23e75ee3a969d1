//! Sizes of files, raw and as a browser downloads them.

use std::io::Write as _;
use std::ops::AddAssign;
use std::path::Path;

use anyhow::Context;

/// Sizes in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// As it is.
    pub raw: usize,
    /// As gzip at its best makes it.
    pub gzip: usize,
    /// As Brotli at its best (11) makes it.
    pub brotli: usize,
}

impl Sizes {
    /// Of a file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(file: &Path) -> anyhow::Result<Self> {
        let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(&bytes).context("gzip failed")?;
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: 11,
            lgwin: 22,
            ..Default::default()
        };
        let mut squeezed = Vec::new();
        brotli::BrotliCompress(&mut bytes.as_slice(), &mut squeezed, &parameters).context("Brotli failed")?;
        Ok(Self {
            raw: bytes.len(),
            gzip: gzip.finish().context("gzip failed")?.len(),
            brotli: squeezed.len(),
        })
    }
}

impl AddAssign for Sizes {
    fn add_assign(&mut self, other: Self) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    #[test]
    fn compression_is_measured() {
        let folder = planted(&[("a.css", &"a { color: red }\n".repeat(1000))]);
        let sizes = Sizes::of(&folder.path().join("a.css")).unwrap();
        assert_eq!(sizes.raw, 17_000);
        assert!(sizes.gzip < 300 && sizes.brotli < sizes.gzip);
    }
}
