// Copy the browser libraries into dist/vendor, without their links to source maps.
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";

const files = {
  "leaflet/leaflet.js": "node_modules/leaflet/dist/leaflet.js",
  "leaflet/leaflet.css": "node_modules/leaflet/dist/leaflet.css",
  "echarts/echarts.js": "node_modules/echarts/dist/echarts.min.js",
};

for (const [target, source] of Object.entries(files)) {
  const path = `dist/vendor/${target}`;
  await mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  const text = await readFile(source, "utf8");
  await writeFile(path, text.replace(/\n?(\/\/|\/\*)# sourceMappingURL=.*$/m, ""));
}
await cp("node_modules/leaflet/dist/images", "dist/vendor/leaflet/images", { recursive: true });
