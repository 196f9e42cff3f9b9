"""The probe: the slim image has no curl."""
import sys
import urllib.request

with urllib.request.urlopen(sys.argv[1], timeout=4) as response:
    print(response.read().decode())
