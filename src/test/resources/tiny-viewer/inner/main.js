console.log("inner");
