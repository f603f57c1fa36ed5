"""The report: one HTML file in which every claim is one click from its words.

`page` puts it together; `of_brief` and `of_summary` say what stands in it, `texts` marks the quotes in the articles,
`shell` makes a file of it that needs nothing else and can reach nothing else. `report.css` and `report.js` are read as
they are; without JavaScript the page is still whole, and its links lead from items to quotes and back.
"""
