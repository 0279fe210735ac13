"""`python -m powerhouse_site` is the same as `powerhouse`."""

from powerhouse_site.cli import main

if __name__ == "__main__":
    main()
