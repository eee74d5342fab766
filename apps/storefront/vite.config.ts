import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { chinaAreasPlugin } from "./china-areas.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const style = (name: string) => fileURLToPath(import.meta.resolve(`@hutong/sections/styles/${name}.css`));

/**
 * Twice: `vite build` makes what browsers get (one stylesheet per theme, small scripts, drawings), with hashes in
 * the names and a manifest; `vite build --ssr` makes the server, our packages and React bundled in.
 */
export default defineConfig(({ isSsrBuild }) => ({
  plugins: [chinaAreasPlugin()],
  publicDir: isSsrBuild ? false : here("public"),
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  ssr: { noExternal: [/^@hutong\//, "react", "react-dom"] },
  build: {
    target: isSsrBuild ? "node24" : "es2022",
    outDir: here(isSsrBuild ? "dist/server" : "dist/client"),
    emptyOutDir: true,
    manifest: !isSsrBuild,
    assetsDir: "assets",
    cssCodeSplit: true,
    modulePreload: false,
    minify: !isSsrBuild,
    copyPublicDir: !isSsrBuild,
    rollupOptions: isSsrBuild
      ? { input: here("src/server.ts"), output: { entryFileNames: "server.js" } }
      : {
          input: {
            tea: style("tea"),
            street: style("street"),
            checkout: here("src/styles/checkout.css"),
            shop: here("src/islands/shop.ts"),
            pay: here("src/islands/pay.ts"),
            "payment-element": here("src/islands/payment-element.ts"),
          },
        },
  },
}));
