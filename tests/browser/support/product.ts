// The running product: local org and simulator, started by the same command that a person uses.

import { spawn } from "node:child_process";
import { once } from "node:events";
import net from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The repository. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
/** `cargo xtask`. */
export const XTASK = process.env.XTASK ?? path.join(ROOT, "target/debug/xtask");

/** A running product; everything in it is fresh. */
export interface Product {
  /** Port of the org. */
  readonly port: number;
  /** Port of the simulator. */
  readonly simPort: number;
  /** The one address that it told to open. */
  readonly address: string;
  /** What it printed so far. */
  output(): string;
  /** Ends it and waits until it is gone. */
  stop(): Promise<void>;
}

/** How a product is started. */
export interface ProductOptions {
  /** Namespace under which the package is installed; empty when unmanaged. */
  readonly namespace: string;
  /** Further arguments of the local org. */
  readonly orgArguments: readonly string[];
  /** The archive that the package is taken from, and the only folder that may be read beside it. */
  readonly archive?: Archive;
}

/** A package's archive, with the repository as it is without the package. */
export interface Archive {
  /** The archive. */
  readonly file: string;
  /** The working directory of the start. */
  readonly repository: string;
}

/** Starts a product on free ports. */
export async function startProduct({ namespace, orgArguments, archive }: ProductOptions): Promise<Product> {
  const [port, simPort] = await freePorts();
  const words: string[] = [];
  const run = ["run", "--no-build", "--no-open", "--test-control"];
  const ports = ["--port", `${port}`, "--sim-port", `${simPort}`];
  const installed = namespace === "" ? [] : ["--namespace", namespace];
  const from = archive === undefined ? [] : ["--archive", archive.file];
  const child = spawn(XTASK, [...run, ...ports, ...installed, ...from, "--", ...orgArguments], {
    cwd: archive?.repository ?? ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  createInterface(child.stderr).on("line", (line) => words.push(line));
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on("line", (line) => {
      words.push(line);
      const opened = /^Open (http:\S+)$/.exec(line);
      if (opened?.[1] !== undefined) {
        resolve(opened[1]);
      }
    });
    child.on("error", reject);
    void exited.then(() => reject(new Error(`the product did not start:\n${words.join("\n")}`)));
  });
  return {
    port,
    simPort,
    address,
    output: () => words.join("\n"),
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}

/** Two ports that nothing listens on. */
async function freePorts(): Promise<[number, number]> {
  const servers = [net.createServer(), net.createServer()];
  const ports = await Promise.all(
    servers.map(async (server) => {
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      return (server.address() as net.AddressInfo).port;
    }),
  );
  for (const server of servers) {
    server.close();
  }
  await Promise.all(servers.map((server) => once(server, "close")));
  return [ports[0] ?? 0, ports[1] ?? 0];
}
