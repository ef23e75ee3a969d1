// The archives that are handed to an org, and a repository without the package, in which nothing but an archive can be
// started.

import { execFile } from "node:child_process";
import { mkdir, symlink } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

import { ROOT, XTASK, type Archive } from "./product.ts";

/** The two formats of a package. */
export type ArchiveFormat = "source" | "metadata";

/** What a start needs that is no part of the package: programs, tools, and the org around it. */
const WITHOUT_PACKAGE = ["crates/xtask", "demo", "node_modules", "target/debug", "tools"];

/** Packages what is built into `folder`, and puts beside it a repository without the package. */
export async function packaged(format: ArchiveFormat, folder: string): Promise<Archive> {
  const archives = path.join(folder, "archives");
  await promisify(execFile)(XTASK, ["package", "--no-build", "--to", archives], { cwd: ROOT });
  const repository = path.join(folder, "repository");
  for (const name of WITHOUT_PACKAGE) {
    const place = path.join(repository, name);
    await mkdir(path.dirname(place), { recursive: true });
    await symlink(path.join(ROOT, name), place);
  }
  return { file: path.join(archives, `teamviewer-${format}.zip`), repository };
}
