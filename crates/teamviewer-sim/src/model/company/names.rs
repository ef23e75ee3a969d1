//! Words for the seeded company, ordinary ones and awkward ones.

/// Given and family names; their products are the colleagues.
pub const GIVEN: [&str; 12] = [
    "Amélie",
    "Bjørn",
    "Chloé",
    "Dmitri",
    "Elif",
    "François",
    "Greta",
    "Hiroshi",
    "Ines",
    "Jürgen",
    "Kwame",
    "Łucja",
];
/// See [`GIVEN`].
pub const FAMILY: [&str; 11] = [
    "Andersson",
    "Bauer",
    "Castillo",
    "Dubreuil",
    "Eriksen",
    "Fontaine",
    "García Márquez",
    "Hoffmann-Schröder",
    "O'Neill",
    "Nguyễn",
    "van der Berg",
];

/// Letters of [`GIVEN`] and [`FAMILY`] that an e-mail address does not have, and what stands for them.
pub const PLAIN: [(char, &str); 17] = [
    ('é', "e"),
    ('ø', "o"),
    ('ç', "c"),
    ('ü', "ue"),
    ('ö', "oe"),
    ('í', "i"),
    ('á', "a"),
    ('Ł', "l"),
    ('ł', "l"),
    ('ễ', "e"),
    ('\'', ""),
    (' ', ""),
    ('è', "e"),
    ('ä', "ae"),
    ('ß', "ss"),
    ('ô', "o"),
    ('-', ""),
];

/// Groups of the contact list.
pub const GROUPS: [&str; 10] = [
    "Lyon office",
    "Paris office",
    "Berlin office",
    "Point of sale",
    "Servers",
    "Warehouse",
    "Home office",
    "Field engineers",
    "Démonstration & salons",
    "Retired",
];

/// Kinds of computers: the first part of their names.
pub const COMPUTERS: [&str; 8] = ["NB", "PC", "SRV", "POS", "KIOSK", "LAB", "MAC", "TAB"];

/// Names that a page, a table or a spreadsheet may stumble over.
pub const AWKWARD: [&str; 7] = [
    "=HYPERLINK(\"http://evil.example\",\"Click\")",
    "<b>Kasse 3</b> & Büro",
    "مكتب الاستقبال",
    "経理部ノートパソコン",
    "A computer whose name is as long as names of computers should never be, and then some more of it",
    "\"quoted\", with, commas",
    "@SUM(1+1)*cmd|' /C calc'!A0",
];

/// What supporters write about a connection.
pub const NOTES: [&str; 8] = [
    "Printer driver reinstalled.",
    "Mot de passe réinitialisé, rappel demain.",
    "Customer had to leave; continue on Monday.",
    "Update to version 15.60 and restart.",
    "=1+1",
    "Line one\nLine two; \"quoted\", and a comma",
    "Licence key replaced.",
    "VPN profile renewed. VPN profile renewed. VPN profile renewed. VPN profile renewed. VPN profile renewed.",
];

/// What customers write about it.
pub const COMMENTS: [&str; 5] = [
    "Thank you!",
    "Très bien, merci.",
    "It took rather long.",
    "",
    "Schnell & freundlich <3",
];

/// Customers.
pub const CUSTOMERS: [&str; 8] = [
    "Acme Corporation",
    "Boulangerie Perrin",
    "Contoso",
    "Dupont & Fils",
    "Edge Communications",
    "Fabrikam",
    "Grand Hôtel du Lac",
    "Müller Maschinenbau GmbH",
];
