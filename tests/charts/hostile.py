"""Words that would run, load or break something if anybody evaluated them; words too long."""

HOSTILE = (
    "<img src=x onerror=\"document.title='ran'\">",
    "http://outside.example/pixel.png",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "<script>document.title='ran'</script>",
    "datum.answer + warn('ran') /* ${1} */",
    "'] || now() || datum['",
    "](javascript:alert(1)) **bold** {{1}}",
    "image",
    "__proto__",
    "url(//outside.example/x.svg)",
)

LONG = (
    "Representatives of the many small and medium-sized diagnostics companies of the region,",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
)
