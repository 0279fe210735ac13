"""The timeline: releases as charts of size, context and license, drawn when the site is built."""
