// A page of Vue 3 that mounts, updates and unmounts the element. The test drives it through `window.host`.

import { createApp, h, nextTick, reactive } from "vue";

const heard = [];
const hear = ({ type }) => heard.push(type);
const article = reactive({ leverage: 20, isShown: true });

createApp({
  render: () =>
    article.isShown
      ? h("isolated-margin", { side: "short", leverage: article.leverage, "onMargin-ready": hear, "onMargin-input": hear, "onMargin-change": hear })
      : h("p", "No calculator here."),
}).mount("#root");
const set = (changes) => {
  Object.assign(article, changes);
  return nextTick();
};
window.host = { show: (leverage) => set({ leverage, isShown: true }), hide: () => set({ isShown: false }), heard };
