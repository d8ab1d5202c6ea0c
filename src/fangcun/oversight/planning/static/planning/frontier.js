// The money curve. Between two solved budgets the steps say only what is proven: the plan of the
// smaller budget still fits, and nobody can exceed the bound of the larger one.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const element = document.getElementById("frontier");
  if (!element || typeof echarts === "undefined") return;
  const points = fangcunMap.dataOf("frontier-points");
  const words = fangcunMap.dataOf("frontier-words");
  const chart = echarts.init(element, null, { renderer: "canvas" });
  const wan = (fen) => fen / 1_000_000;
  const draw = () => {
    const ink = fangcunMap.colour("--ink-soft");
    const line = fangcunMap.colour("--line");
    const axis = {
      nameTextStyle: { color: ink },
      axisLabel: { color: ink },
      axisLine: { lineStyle: { color: line } },
      splitLine: { lineStyle: { color: line } },
    };
    chart.setOption({
      animation: false,
      aria: { enabled: true },
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 16, right: 24, top: 56, bottom: 40, containLabel: true },
      legend: { top: 0, textStyle: { color: ink } },
      tooltip: {
        trigger: "axis",
        renderMode: "richText",
        valueFormatter: (value) => Math.round(value).toLocaleString(),
      },
      xAxis: { type: "value", name: words.budget, nameLocation: "middle", nameGap: 28, min: 0, ...axis },
      yAxis: { type: "value", name: words.value, ...axis },
      series: [
        {
          name: words.found,
          type: "line",
          step: "end",
          symbolSize: 9,
          lineStyle: { width: 2, color: fangcunMap.colour("--good") },
          itemStyle: { color: fangcunMap.colour("--good") },
          data: points.map((point) => [wan(point.budget_fen), point.objective]),
        },
        {
          name: words.bound,
          type: "line",
          step: "start",
          symbol: "diamond",
          symbolSize: 9,
          lineStyle: { width: 2, type: "dashed", color: fangcunMap.colour("--seal") },
          itemStyle: { color: fangcunMap.colour("--seal") },
          data: points.map((point) => [wan(point.budget_fen), point.bound]),
        },
      ],
    });
  };
  draw();
  addEventListener("resize", () => chart.resize());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
});
