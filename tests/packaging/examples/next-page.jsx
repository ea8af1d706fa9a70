"use client";

// A client component of Next.js: the module is fetched in the browser, once.
import init, { compare } from "isolated-margin";
import { useEffect, useState } from "react";

export default function Page() {
  const [loss, setLoss] = useState("");

  useEffect(() => {
    init().then(() => {
      const { isolated } = compare({ side: "long", value: 1000, entryPrice: 60000, leverage: 10, walletBalance: 2000 });
      setLoss(isolated.maxLoss);
    });
  }, []);

  return <p>{loss}</p>;
}
