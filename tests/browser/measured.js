// What is smaller on this page than it may be: type, lines, targets; said with a few words of it.
([type, target, leading]) => {
    const wrong = [];
    const said = (node) => node.textContent.trim().replace(/\s+/g, " ").slice(0, 30);
    const isSeen = (element) => {
        const how = { opacityProperty: true, visibilityProperty: true };
        if (!element.checkVisibility(how)) return false;
        if (element.closest(".unseen, .skip, [aria-hidden=true], svg, option, noscript")) return false;
        const box = element.getBoundingClientRect();
        return box.width > 1 && box.height > 1 && box.right > 0;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (type && walker.nextNode()) {
        const { parentElement } = walker.currentNode;
        if (!said(walker.currentNode) || !isSeen(parentElement)) continue;
        const style = getComputedStyle(parentElement);
        const size = parseFloat(style.fontSize);
        const line = parseFloat(style.lineHeight) / size;
        if (size < type - 0.1) wrong.push(`type ${size.toFixed(1)}: ${said(walker.currentNode)}`);
        if (line < leading - 0.01) wrong.push(`leading ${line.toFixed(2)}: ${said(walker.currentNode)}`);
    }
    // A link within a sentence is as high as its line; a box for a tick is as large as its label.
    const isInText = (link) => {
        if (link.tagName !== "A" || getComputedStyle(link).display !== "inline") return false;
        return said(link.parentElement).length > said(link).length;
    };
    const boxOf = (control) => {
        const label = /^(checkbox|radio)$/.test(control.type) && control.closest("label");
        return (label || control).getBoundingClientRect();
    };
    const asks = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]";
    for (const control of document.querySelectorAll(asks)) {
        const isTick = /^(checkbox|radio)$/.test(control.type);
        if (!isSeen(isTick ? control.closest("label") ?? control : control) || isInText(control)) continue;
        const { width, height } = boxOf(control);
        if (Math.min(width, height) < target - 0.5)
            wrong.push(`target ${Math.round(width)}×${Math.round(height)}: ${control.tagName} ${control.className} ${said(control) || control.id}`);
    }
    return [...new Set(wrong)];
}
